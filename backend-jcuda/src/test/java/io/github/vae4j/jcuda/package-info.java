/**
 * Proves the backend on an emulated driver, which runs the sources of its kernels on the processor.
 */
@NullMarked
package io.github.vae4j.jcuda;

import org.jspecify.annotations.NullMarked;
