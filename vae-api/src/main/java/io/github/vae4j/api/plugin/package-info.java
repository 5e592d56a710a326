/** What every plugin has: a name by which it is found, and options it is made from. */
@NullMarked
package io.github.vae4j.api.plugin;

import org.jspecify.annotations.NullMarked;
