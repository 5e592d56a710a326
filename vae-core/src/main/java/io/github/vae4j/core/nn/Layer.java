package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A function of one tensor whose parameters are read from a pass. Immutable; leading axes pass
 * through.
 */
@FunctionalInterface
public interface Layer {
  /**
   * Returns f(x).
   *
   * @throws IllegalArgumentException if x is not of a shape that this layer reads; the message
   *     names it
   */
  Tensor apply(Pass pass, Tensor x);

  /** Returns the layer that applies this one and then another. */
  default Layer then(Layer next) {
    return (pass, x) -> next.apply(pass, apply(pass, x));
  }

  /** Returns the layer that gives x itself. */
  static Layer identity() {
    return (pass, x) -> x;
  }

  /** Returns the layer that applies an activation. */
  static Layer of(Activation activation) {
    return (pass, x) -> pass.ops().activate(activation, x);
  }
}
