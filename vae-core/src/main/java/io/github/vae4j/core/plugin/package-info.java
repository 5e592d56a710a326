/**
 * Finds backends and model components on the class path and reads the options they are made from.
 * Whatever cannot be found, loaded, run or understood is refused by name, with what to do about it.
 */
@NullMarked
package io.github.vae4j.core.plugin;

import org.jspecify.annotations.NullMarked;
