package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** Entries are independent and their distribution function is known. */
public interface HasCdf extends Factorised {
  /** Returns P(X ≤ x) for each entry, of the shape of {@link #logProbs}. */
  Tensor cdf(Tensor x);
}
