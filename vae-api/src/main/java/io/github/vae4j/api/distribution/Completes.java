package io.github.vae4j.api.distribution;

import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * Entries can be drawn in order, each given the known ones before it, as in an autoregressive
 * model.
 */
public interface Completes extends Distribution {
  /**
   * Returns draws in which known entries are held.
   *
   * @param known (rows…, event…), any finite value where not known
   * @param mask 1 where known, else 0; the shape of {@code known}
   */
  Tensor complete(Noise noise, Tensor known, Tensor mask, Shape rows);
}
