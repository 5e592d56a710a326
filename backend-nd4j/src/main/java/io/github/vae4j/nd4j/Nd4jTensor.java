package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.OwnedTensor;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A run of floats in row-major order: its own, one shared with a tensor of another shape, or part
 * of a state.
 */
final class Nd4jTensor extends OwnedTensor<Nd4jScope> {
  private final Span span;
  private final @Nullable Nd4jState source;

  Nd4jTensor(Nd4jScope scope, Shape shape, Span span, @Nullable Nd4jState source) {
    super(scope, shape);
    this.span = span;
    this.source = source;
  }

  @Override
  public float[] toFloats() {
    return span("toFloats").toFloats(0, span.size(), scope().backend().workers());
  }

  @Override
  public double[] toDoubles() {
    return span("toDoubles").toDoubles(0, span.size(), scope().backend().workers());
  }

  /** Returns where the entries lie, not to be written to. */
  Span span(String operation) {
    requireOpen(operation);
    if (source != null) {
      source.requireOpen(operation);
    }
    return span;
  }

  /** Returns whether it looks at a state, so that its entries may change. */
  boolean isView() {
    return source != null;
  }

  @Override
  protected void free() {
    if (source == null) {
      Memory memory = scope().backend().memory;
      memory.release(span.block());
      memory.counted(-1);
    }
  }
}
