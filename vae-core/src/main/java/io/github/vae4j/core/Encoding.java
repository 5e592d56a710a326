package io.github.vae4j.core;

/**
 * What q(z | x) says of some rows, each (rows, latent size).
 *
 * @param mean its mean
 * @param logVariance the logarithm of its variance
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are handed over, not compared.
public record Encoding(float[][] mean, float[][] logVariance) {}
