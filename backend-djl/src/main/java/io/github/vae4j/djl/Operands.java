package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static DjlTensor of(String operation, Tensor x, DjlBackend backend) {
    if (x instanceof DjlTensor tensor && tensor.scope().backend() == backend) {
      return tensor;
    }
    throw OperandRules.foreign(operation, x, backend);
  }

  static DjlState of(String operation, State state, DjlBackend backend) {
    if (state instanceof DjlState mine && mine.backend() == backend) {
      return mine;
    }
    throw OperandRules.foreign(operation, state, backend);
  }
}
