package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Tensor;

/**
 * Something an objective adds to the negative bound, such as a codebook's commitment or a
 * classifier's cross-entropy.
 */
public interface ObjectiveTerm {
  /** Returns the name it is reported under. */
  String name();

  /** Returns its value in nats, a scalar to be minimised, before its weight. */
  Tensor value(Pass pass, Evaluation step);
}
