/** Tests that start the command as its users do, and tests that see every module. */
@NullMarked
package io.github.vae4j.examples;

import org.jspecify.annotations.NullMarked;
