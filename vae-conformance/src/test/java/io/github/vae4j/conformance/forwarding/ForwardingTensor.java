package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A tensor of a forwarding backend.
 *
 * @param inner the tensor it stands for
 * @param ops what made it
 */
record ForwardingTensor(Tensor inner, Ops ops) implements Tensor {
  @Override
  public Shape shape() {
    return inner.shape();
  }

  @Override
  public float[] toFloats() {
    return inner.toFloats();
  }

  @Override
  public double[] toDoubles() {
    return inner.toDoubles();
  }
}
