/** The built-in encoders, decoders, priors and likelihoods, with their providers. */
@NullMarked
package io.github.vae4j.core.component;

import org.jspecify.annotations.NullMarked;
