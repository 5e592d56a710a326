package io.github.vae4j.api.model;

import io.github.vae4j.api.distribution.Distribution;

/** The posterior of one batch, group by group; a value of one pass. */
@FunctionalInterface
public interface Posterior {
  /**
   * Returns q(group | x, c, latents drawn before it), with batch shape (rows…, batch) or one that
   * broadcasts to it.
   *
   * @param drawn the groups before this one
   */
  Distribution given(LatentGroup group, Latents drawn);

  /** Returns the posterior of a model with one group of latents. */
  static Posterior of(Distribution q) {
    return (group, drawn) -> q;
  }
}
