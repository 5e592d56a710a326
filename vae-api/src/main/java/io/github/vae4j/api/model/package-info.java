/**
 * The parts of a variational autoencoder p(z|c) p(x|z,c) with q(z|x,c), each an SPI with a
 * provider, and what they are given to work with.
 */
@NullMarked
package io.github.vae4j.api.model;

import org.jspecify.annotations.NullMarked;
