package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * What all operations share: reading operands, making results. The subclasses add the operations,
 * one concern each.
 */
abstract class Nd4jResults {
  final Nd4jScope scope;
  final Workers workers;

  Nd4jResults(Nd4jScope scope) {
    this.scope = scope;
    this.workers = scope.backend().workers();
  }

  final Nd4jTensor tensorOf(String operation, Tensor x) {
    requireOpen(operation);
    return Operands.of(operation, x, scope.backend());
  }

  /** Returns where the entries of an operand lie, not to be written to. */
  final Span span(String operation, Tensor x) {
    return tensorOf(operation, x).span(operation);
  }

  /** Returns the entries of an operand repeated to a shape it broadcasts to. */
  final Stretched stretched(String operation, Tensor x, Shape wide) {
    return Stretched.of(span(operation, x), x.shape(), wide);
  }

  /** Returns a tensor whose entries are still to be written. */
  final Nd4jTensor result(String operation, Shape shape) {
    requireOpen(operation);
    return scope.make(operation, shape);
  }

  /**
   * Returns entries of an operand, from {@code offset} on, as a tensor of a shape of its own;
   * copied only if they may change.
   */
  final Nd4jTensor part(String operation, Tensor x, int offset, Shape shape) {
    Nd4jTensor tensor = tensorOf(operation, x);
    Span span = tensor.span(operation);
    Span part = new Span(span.block(), span.offset() + offset, (int) shape.size());
    if (!tensor.isView()) {
      return scope.makeShared(operation, shape, part);
    }
    Nd4jTensor copy = result(operation, shape);
    copy.span(operation).copyAll(0, part, workers);
    return copy;
  }

  final void requireOpen(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation + ": the scope of these operations is closed; open another and use its ops()");
    }
  }
}
