package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** The entries of an event are independent. */
public interface Factorised extends Distribution {
  /**
   * Returns log p of each entry, in nats.
   *
   * @param x (rows…, event…)
   * @return (rows and batch broadcast…, event…)
   */
  Tensor logProbs(Tensor x);
}
