package io.github.vae4j.core.data;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conditional model is told of some rows, on the host: c, and which entries of it are known.
 * Immutable; slices share the values.
 */
public final class Conditions {
  private final Dataset values;
  private final @Nullable Masks known;

  private Conditions(Dataset values, @Nullable Masks known) {
    this.values = values;
    this.known = known;
  }

  /** Returns conditions that are known whole, one a row. */
  public static Conditions of(Dataset values) {
    return new Conditions(values, null);
  }

  /**
   * Returns conditions of which only some entries are known.
   *
   * @param known (rows, row size) or one mask for all; values that are not known are never read
   * @throws IllegalArgumentException if the mask does not fit
   */
  public static Conditions of(Dataset values, Masks known) {
    known.requireFit("Conditions", values.size(), values.schema().size());
    return new Conditions(values, known);
  }

  /**
   * Returns class labels as conditions of the schema {@link #labelSchema}.
   *
   * @param classes how many there are; a label is from 0 to below it
   * @throws IllegalArgumentException if a label is out of bounds
   */
  public static Conditions labels(int classes, int... labels) {
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i];
    }
    return of(Dataset.of(labelSchema(classes), values, null));
  }

  /**
   * Returns the schema of a class label: one column, {@code label}, of so many categories.
   *
   * @throws IllegalArgumentException if there is no class
   */
  public static DataSchema labelSchema(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(
          "labelSchema: there must be 1 class or more, got " + classes);
    }
    return new DataSchema(Shape.of(1), List.of(Column.category("label", classes)));
  }

  /** Returns what a condition is made of. */
  public DataSchema schema() {
    return values.schema();
  }

  /** Returns the number of rows. */
  public int size() {
    return values.size();
  }

  /** Returns which entries are known, or empty where all are. */
  public Optional<Masks> known() {
    return Optional.ofNullable(known);
  }

  /**
   * Copies the condition of a row to {@code into}, from {@code offset} on, with 0 where it is not
   * known.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or no room for it
   */
  public void copyRow(int row, float[] into, int offset) {
    values.copyRow(row, into, offset);
    for (int i = 0; known != null && i < known.width(); i++) {
      if (!known.get(row, i)) {
        into[offset + i] = 0;
      }
    }
  }

  /**
   * Returns rows {@code from} (inclusive) to {@code to} (exclusive) as a model reads them.
   *
   * @throws IndexOutOfBoundsException if a row is not there
   */
  public Condition condition(Ops ops, int from, int to) {
    int width = schema().size();
    float[] value = new float[Math.multiplyExact(to - from, width)];
    float[] flags = new float[value.length];
    for (int row = from; row < to; row++) {
      copyRow(row, value, (row - from) * width);
      if (known != null) {
        known.copyRow(row, flags, (row - from) * width);
      }
    }
    Shape shape = Shape.of(to - from, width);
    Tensor c = ops.tensor(value, shape);
    return known == null ? Condition.of(c) : Condition.of(c, ops.tensor(flags, shape));
  }

  /**
   * Returns rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IllegalArgumentException unless 0 ≤ from ≤ to ≤ size
   */
  public Conditions slice(int from, int to) {
    return new Conditions(values.slice(from, to), known == null ? null : known.slice(from, to));
  }

  void digest(MessageDigest into) {
    into.update(("conditions" + schema() + values.digest()).getBytes(StandardCharsets.UTF_8));
    if (known != null) {
      into.update("known".getBytes(StandardCharsets.UTF_8));
      known.digest(into);
    }
  }
}
