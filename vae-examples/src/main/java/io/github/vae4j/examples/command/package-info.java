/** The subcommands: what they read from their options, what they print, and how they refuse. */
@NullMarked
package io.github.vae4j.examples.command;

import org.jspecify.annotations.NullMarked;
