package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static Nd4jTensor of(String operation, Tensor x, Nd4jBackend backend) {
    if (x instanceof Nd4jTensor tensor && tensor.scope().backend() == backend) {
      return tensor;
    }
    if (x.ops().recording() && x.ops().backend() == backend) {
      throw new IllegalArgumentException(
          operation
              + ": an operand of shape "
              + x.shape()
              + " is recorded on a tape; run the operation on the tape, or use the operand's"
              + " stopGradient()");
    }
    throw new IllegalArgumentException(
        operation
            + ": an operand of shape "
            + x.shape()
            + " belongs to another backend, '"
            + x.ops().backend().name()
            + "', not to this one, 'nd4j'; copy it over with"
            + " ops.tensor(other.toDoubles(), shape)");
  }

  static Nd4jState of(String operation, State state, Nd4jBackend backend) {
    if (state instanceof Nd4jState mine && mine.backend() == backend) {
      return mine;
    }
    throw new IllegalArgumentException(
        operation
            + ": a state of backend '"
            + state.backend().name()
            + "' was given to another backend, 'nd4j'; make it with the backend of this state");
  }
}
