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
    requireCategories(values, known);
    this.values = values;
    this.known = known;
  }

  /**
   * Returns conditions that are known whole, one a row.
   *
   * @throws IllegalArgumentException if an entry of a category's column is not the number of one
   */
  public static Conditions of(Dataset values) {
    return new Conditions(values, null);
  }

  /**
   * Returns conditions of which only some entries are known.
   *
   * @param known (rows, row size) or one mask for all; values that are not known are never read
   * @throws IllegalArgumentException if the mask does not fit, or a known entry of a category's
   *     column is not the number of one
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

  private static void requireCategories(Dataset values, @Nullable Masks known) {
    List<Column> columns = values.schema().columns();
    for (int column = 0; column < columns.size(); column++) {
      int categories = columns.get(column).categories();
      for (int row = 0; categories > 0 && row < values.size(); row++) {
        float value = values.get(row, column);
        boolean valid = value >= 0 && value < categories && value == Math.rint(value);
        if (!valid && (known == null || known.get(row, column))) {
          throw new IllegalArgumentException(
              "Conditions: row "
                  + row
                  + " has "
                  + value
                  + " as '"
                  + columns.get(column).name()
                  + "'; it must be a whole number from 0 to "
                  + (categories - 1));
        }
      }
    }
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

  /** Returns rows {@code from} (inclusive) to {@code to} (exclusive) as a model reads them. */
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

  /** Returns rows {@code from} (inclusive) to {@code to} (exclusive). */
  public Conditions slice(int from, int to) {
    return new Conditions(values.slice(from, to), known == null ? null : known.slice(from, to));
  }

  /**
   * Refuses conditions that a model does not read, and their absence where it reads some.
   *
   * @param operation named in the message
   * @param model what the model's condition is made of
   * @param given the conditions there are
   * @throws IllegalArgumentException if the two do not fit
   */
  public static void requireFit(
      String operation, Optional<DataSchema> model, Optional<Conditions> given) {
    if (model.isEmpty() && given.isPresent()) {
      throw new IllegalArgumentException(
          operation
              + ": conditions of shape "
              + given.get().schema().shape()
              + " were given, and this model reads none; leave them out");
    }
    if (model.isPresent() && given.isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + ": this model is conditional and no condition was given; give one of shape "
              + model.get().shape()
              + " for each row");
    }
    if (model.isPresent() && !model.get().equals(given.get().schema())) {
      throw new IllegalArgumentException(
          operation
              + ": the conditions are "
              + given.get().schema()
              + ", this model reads "
              + model.get());
    }
  }

  void digest(MessageDigest into) {
    into.update((schema() + values.digest()).getBytes(StandardCharsets.UTF_8));
    if (known != null) {
      known.digest(into);
    }
  }
}
