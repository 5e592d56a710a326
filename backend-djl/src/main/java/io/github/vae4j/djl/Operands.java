package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static DjlTensor of(String operation, Tensor x, DjlBackend backend) {
    if (x instanceof DjlTensor tensor && tensor.scope().backend() == backend) {
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
            + "', not to this one, 'djl'; copy it over with"
            + " ops.tensor(other.toDoubles(), shape)");
  }

  static DjlState of(String operation, State state, DjlBackend backend) {
    if (state instanceof DjlState mine && mine.backend() == backend) {
      return mine;
    }
    throw new IllegalArgumentException(
        operation
            + ": a state of backend '"
            + state.backend().name()
            + "' was given to another backend, 'djl'; make it with the backend of this state");
  }
}
