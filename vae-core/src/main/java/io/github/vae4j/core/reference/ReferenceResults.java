package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * What all operations share: reading operands, making results. The subclasses add the operations,
 * one concern each.
 */
abstract class ReferenceResults {
  final ReferenceScope scope;

  ReferenceResults(ReferenceScope scope) {
    this.scope = scope;
  }

  /** Returns the entries of an operand, not to be written to. */
  final double[] values(String operation, Tensor x) {
    requireOpen(operation);
    return Operands.of(operation, x, scope.backend()).values(operation);
  }

  final Tensor result(String operation, Shape shape, double[] values) {
    requireOpen(operation);
    return scope.make(shape, values);
  }

  final void requireOpen(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation + ": the scope of these operations is closed; open another and use its ops()");
    }
  }

  static int size(Shape shape) {
    return Math.toIntExact(shape.size());
  }
}
