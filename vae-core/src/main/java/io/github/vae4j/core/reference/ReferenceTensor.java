package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.OwnedTensor;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** An array of its own in row-major order, or a live look at a state. */
final class ReferenceTensor extends OwnedTensor<ReferenceScope> {
  private final @Nullable ReferenceState source;
  private final int offset;
  private double[] values;

  ReferenceTensor(
      ReferenceScope scope,
      Shape shape,
      double[] values,
      @Nullable ReferenceState source,
      int offset) {
    super(scope, shape);
    this.values = values;
    this.source = source;
    this.offset = offset;
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
    requireOpen(operation);
    return source == null ? values : source.toDoubles(offset, (int) shape().size());
  }

  ReferenceBackend backend() {
    return scope().backend();
  }

  @Override
  protected void free() {
    if (source == null) {
      scope().backend().freed(1, values.length);
      values = new double[0];
    }
  }
}
