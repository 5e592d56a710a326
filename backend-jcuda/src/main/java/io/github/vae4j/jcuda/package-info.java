/** The backend on NVIDIA's graphics processors, by CUDA kernels of its own that JCuda launches. */
@NullMarked
package io.github.vae4j.jcuda;

import org.jspecify.annotations.NullMarked;
