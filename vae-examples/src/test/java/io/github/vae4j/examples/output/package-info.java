/** Tests of what a run leaves behind. */
@NullMarked
package io.github.vae4j.examples.output;

import org.jspecify.annotations.NullMarked;
