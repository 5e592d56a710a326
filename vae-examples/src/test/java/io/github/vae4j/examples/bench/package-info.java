/** Tests of the benchmark. */
@NullMarked
package io.github.vae4j.examples.bench;

import org.jspecify.annotations.NullMarked;
