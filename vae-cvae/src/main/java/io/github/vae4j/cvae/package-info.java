/**
 * Conditional models p(z | c) p(x | z, c) with q(z | x, c), where c is a class label, a vector, or
 * the part of an image that is seen; without latents, regressors and classifiers p(x | c). Written
 * against the public interfaces alone and found like any other plugin.
 */
@NullMarked
package io.github.vae4j.cvae;

import org.jspecify.annotations.NullMarked;
