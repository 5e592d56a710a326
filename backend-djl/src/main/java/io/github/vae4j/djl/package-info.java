/** The backend on PyTorch's libtorch, called through DJL, in single precision. */
@NullMarked
package io.github.vae4j.djl;

import org.jspecify.annotations.NullMarked;
