package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** Only finitely many values are possible, so that an expectation can be summed exactly. */
public interface FiniteSupport extends Distribution {
  /** Returns all values, (count, event…). */
  Tensor support();
}
