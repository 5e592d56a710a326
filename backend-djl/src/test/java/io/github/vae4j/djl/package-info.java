/** Tests of the backend on libtorch. */
@NullMarked
package io.github.vae4j.djl;

import org.jspecify.annotations.NullMarked;
