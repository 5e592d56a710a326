package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** The mean is known. */
public interface HasMean extends Distribution {
  /** Returns the mean, (batch…, event…). */
  Tensor mean();
}
