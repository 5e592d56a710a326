package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A run of floats in row-major order: its own, one shared with a tensor of another shape, or part
 * of a state.
 */
final class Nd4jTensor implements Tensor {
  private final Shape shape;
  private final Span span;
  private final @Nullable Nd4jState source;
  private volatile Nd4jScope scope;

  Nd4jTensor(Nd4jScope scope, Shape shape, Span span, @Nullable Nd4jState source) {
    this.scope = scope;
    this.shape = shape;
    this.span = span;
    this.source = source;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Ops ops() {
    return scope.ops();
  }

  @Override
  public float[] toFloats() {
    return span("toFloats").toFloats(0, span.size(), scope.backend().workers());
  }

  @Override
  public double[] toDoubles() {
    return span("toDoubles").toDoubles(0, span.size(), scope.backend().workers());
  }

  /** Returns where the entries lie, not to be written to. */
  Span span(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation
              + ": an operand of shape "
              + shape
              + " belongs to a closed scope; use it before the scope closes, or keep it with scope.keep");
    }
    if (source != null) {
      source.requireOpen(operation);
    }
    return span;
  }

  /** Returns whether it looks at a state, so that its entries may change. */
  boolean isView() {
    return source != null;
  }

  Nd4jScope scope() {
    return scope;
  }

  void moveTo(Nd4jScope outer) {
    scope = outer;
  }

  void free(Memory memory) {
    if (source == null) {
      memory.release(span.block());
      memory.counted(-1);
    }
  }

  @Override
  public String toString() {
    return "Tensor" + shape + " on nd4j";
  }
}
