package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static Nd4jTensor of(String operation, Tensor x, Nd4jBackend backend) {
    if (x instanceof Nd4jTensor tensor && tensor.scope().backend() == backend) {
      return tensor;
    }
    throw OperandRules.foreign(operation, x, backend);
  }

  static Nd4jState of(String operation, State state, Nd4jBackend backend) {
    if (state instanceof Nd4jState mine && mine.backend() == backend) {
      return mine;
    }
    throw OperandRules.foreign(operation, state, backend);
  }
}
