package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static JcudaTensor of(String operation, Tensor x, JcudaBackend backend) {
    if (x instanceof JcudaTensor tensor && tensor.scope().backend() == backend) {
      return tensor;
    }
    throw OperandRules.foreign(operation, x, backend);
  }

  static JcudaState of(String operation, State state, JcudaBackend backend) {
    if (state instanceof JcudaState mine && mine.backend() == backend) {
      return mine;
    }
    throw OperandRules.foreign(operation, state, backend);
  }

  static JcudaCounter of(String operation, Counter counter, JcudaBackend backend) {
    if (counter instanceof JcudaCounter mine && mine.backend() == backend) {
      return mine;
    }
    throw new IllegalArgumentException(
        operation
            + ": the counter of the stream belongs to another backend than this one, '"
            + backend.name()
            + "'; make it with this backend's counter()");
  }
}
