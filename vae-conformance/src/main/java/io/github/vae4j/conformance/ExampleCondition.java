package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Values of c made up from its schema: categories and counts go up from row to row, and begin again
 * after the last category; numbers are random. All tensors are (rows, size).
 */
final class ExampleCondition {
  /** Several, since one alone may leave the units that read it at rest. */
  private static final int OTHER_NUMBERS = 3;

  private final int size;
  private final Shape shape;
  private final List<Column> columns;
  private final double[] numbers;

  /** Makes up c for so many rows, and refuses a schema by which all rows would be equal. */
  ExampleCondition(DataSchema schema, int rows) {
    size = schema.size();
    shape = Shape.of(rows, size);
    columns = schema.columns();
    if (IntStream.range(0, size).allMatch(column -> otherValues(column) == 0)) {
      throw new IllegalArgumentException(
          "condition(): each column has one category, "
              + columns
              + ", so that all conditions are equal; give the suite one that has two values or more");
    }
    numbers = Operand.random(shape, 7).values();
  }

  /** Returns c. */
  Tensor value(Ops ops) {
    return tensor(ops, this::given);
  }

  /** Returns c with other values in one row. */
  Tensor withAnother(Ops ops, int row) {
    return tensor(ops, i -> i / size == row ? other(i) : given(i));
  }

  /** Returns c with other values in one column, once for each; none where there is no other. */
  List<Tensor> withOthers(Ops ops, int column) {
    return IntStream.rangeClosed(1, otherValues(column))
        .mapToObj(step -> tensor(ops, i -> i % size == column ? example(i, step) : given(i)))
        .toList();
  }

  private int otherValues(int column) {
    return categories(column) == 0 ? OTHER_NUMBERS : categories(column) - 1;
  }

  /** Returns the categories of a column; 0 for a number. */
  int categories(int column) {
    return columns.isEmpty() ? 0 : columns.get(column).categories();
  }

  /** Returns c with one category in one column of all rows. */
  Tensor withCategory(Ops ops, int column, int category) {
    return tensor(ops, i -> i % size == column ? category : given(i));
  }

  /** Returns a mask by which all is known but one column. */
  Tensor maskBut(Ops ops, int column) {
    return tensor(ops, i -> i % size == column ? 0 : 1);
  }

  /** Returns a mask by which known and unknown entries take turns along rows and columns. */
  Tensor mask(Ops ops) {
    return tensor(ops, i -> known(i) ? 1 : 0);
  }

  /** Returns c with other values where the mask is 0. */
  Tensor withOthersUnderMask(Ops ops) {
    return tensor(ops, i -> known(i) ? given(i) : other(i));
  }

  /** Returns c with one value wherever the mask is 0. */
  Tensor underMask(Ops ops, double value) {
    return tensor(ops, i -> known(i) ? given(i) : value);
  }

  private boolean known(int i) {
    return (i / size + i % size) % 2 == 0;
  }

  private double given(int i) {
    return example(i, 0);
  }

  private double other(int i) {
    return example(i, 1);
  }

  private double example(int i, int step) {
    if (columns.isEmpty()) {
      return numbers[i] + step;
    }
    Column column = columns.get(i % size);
    return switch (column.kind()) {
      case REAL -> numbers[i] + step;
      case COUNT -> i / size + step;
      case CATEGORY -> (i / size + step) % column.categories();
    };
  }

  private Tensor tensor(Ops ops, IntToDoubleFunction value) {
    double[] values = new double[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return ops.tensor(values, shape);
  }
}
