/** Tests of the timing of operations. */
@NullMarked
package io.github.vae4j.examples.operations;

import org.jspecify.annotations.NullMarked;
