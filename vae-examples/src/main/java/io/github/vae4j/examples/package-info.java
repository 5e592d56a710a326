/** The {@code vae} command. */
@NullMarked
package io.github.vae4j.examples;

import org.jspecify.annotations.NullMarked;
