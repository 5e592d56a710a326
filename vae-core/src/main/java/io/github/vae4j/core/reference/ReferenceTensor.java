package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An array of its own in row-major order, or a live look at a state. */
final class ReferenceTensor implements Tensor {
  private final Shape shape;
  private final @Nullable ReferenceState source;
  private final int offset;
  private ReferenceScope scope;
  private double[] values;

  ReferenceTensor(
      ReferenceScope scope,
      Shape shape,
      double[] values,
      @Nullable ReferenceState source,
      int offset) {
    this.scope = scope;
    this.shape = shape;
    this.values = values;
    this.source = source;
    this.offset = offset;
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
    double[] entries = values("toFloats");
    float[] rounded = new float[entries.length];
    for (int i = 0; i < entries.length; i++) {
      rounded[i] = (float) entries[i];
    }
    return rounded;
  }

  @Override
  public double[] toDoubles() {
    return values("toDoubles").clone();
  }

  /** Returns the entries as they are now, not to be written to. */
  double[] values(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation
              + ": an operand of shape "
              + shape
              + " belongs to a closed scope; use it before the scope closes, or keep it with scope.keep");
    }
    return source == null ? values : source.toDoubles(offset, (int) shape.size());
  }

  ReferenceBackend backend() {
    return scope.backend();
  }

  void moveTo(ReferenceScope outer) {
    scope = outer;
  }

  void free() {
    if (source == null) {
      scope.backend().freed(1, values.length);
      values = new double[0];
    }
  }

  @Override
  public String toString() {
    return "Tensor" + shape + " on reference";
  }
}
