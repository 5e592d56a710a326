package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** The variance of each entry is known. */
public interface HasVariance extends HasMean {
  /** Returns the variance of each entry, (batch…, event…). */
  Tensor variance();
}
