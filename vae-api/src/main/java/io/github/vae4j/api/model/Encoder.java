package io.github.vae4j.api.model;

/**
 * q(z | x, c): what an observation says about its latents. Immutable; parameters are read from the
 * pass.
 */
public interface Encoder {
  /**
   * Returns the posterior of each row.
   *
   * @throws IllegalArgumentException if the batch lacks what this encoder reads, such as a
   *     condition
   */
  Posterior encode(Pass pass, Batch batch);
}
