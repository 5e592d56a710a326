package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Tensor;

/** Refuses operands that are not this backend's. */
final class Operands {
  private Operands() {}

  static ReferenceTensor of(String operation, Tensor x, ReferenceBackend backend) {
    if (x instanceof ReferenceTensor tensor && tensor.backend() == backend) {
      return tensor;
    }
    throw OperandRules.foreign(operation, x, backend);
  }
}
