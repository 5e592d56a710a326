package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static ReferenceTensor of(String operation, Tensor x, ReferenceBackend backend) {
    if (x instanceof ReferenceTensor tensor && tensor.backend() == backend) {
      return tensor;
    }
    if (x.ops().recording() && x.ops().backend() == backend) {
      throw new IllegalArgumentException(
          operation
              + ": an operand of shape "
              + x.shape()
              + " is recorded on a tape; run the operation on the tape, or use the operand's stopGradient()");
    }
    throw new IllegalArgumentException(
        operation
            + ": an operand of shape "
            + x.shape()
            + " belongs to another backend, '"
            + x.ops().backend().name()
            + "', not to this one, 'reference'; copy it over with"
            + " ops.tensor(other.toDoubles(), shape)");
  }
}
