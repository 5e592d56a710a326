/** Tests of the parts of the command that need no process of their own. */
@NullMarked
package io.github.vae4j.examples.command;

import org.jspecify.annotations.NullMarked;
