package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Tensor;

/** The vector-Jacobian product of one recorded operation. */
@FunctionalInterface
interface Rule {
  /** Adds to the gradient of each operand what the gradient of the result contributes to it. */
  void pull(Tensor gradient, Gradients into);
}
