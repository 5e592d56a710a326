package io.github.vae4j.examples.operations;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Numbers that outlive the scope of a call. */
record Operand(State numbers, Shape shape) {
  /** Returns them as a tensor of the scope of these operations. */
  Tensor in(Ops ops) {
    return ops.view(numbers, 0, shape);
  }
}
