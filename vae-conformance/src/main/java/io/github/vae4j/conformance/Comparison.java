package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what a backend gave with what the reference gave, entry by entry. */
final class Comparison {
  private final String title;
  private final ElementType type;
  private final List<Expected> alternatives;

  /**
   * One acceptable result.
   *
   * @param shape its shape
   * @param values in double precision, row-major
   * @param allowed the error allowed to each entry
   */
  @SuppressWarnings("ArrayRecordComponent") // a value that nobody compares
  record Expected(Shape shape, double[] values, double[] allowed) {}

  /**
   * Prepares a comparison.
   *
   * @param title operation, shapes and seeds, for messages
   * @param alternatives an entry is right if it agrees with one of them
   */
  Comparison(String title, ElementType type, List<Expected> alternatives) {
    this.title = title;
    this.type = type;
    this.alternatives = List.copyOf(alternatives);
  }

  /** Refuses a result that has another shape or a wrong entry. */
  void check(Shape shape, double[] actual) {
    Expected first = alternatives.get(0);
    if (!shape.equals(first.shape())) {
      throw new AssertionError(
          title + ": the shape is " + shape + ", the reference's is " + first.shape());
    }
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < actual.length; i++) {
      int at = i;
      if (alternatives.stream()
          .noneMatch(e -> agrees(actual[at], e.values()[at], e.allowed()[at]))) {
        wrong.add(i);
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(describe(wrong, actual));
    }
  }

  private boolean agrees(double actual, double expected, double allowed) {
    double nearest = Numbers.round(type, expected);
    if (Double.isNaN(nearest) || actual == nearest) {
      return Double.isNaN(nearest) == Double.isNaN(actual);
    }
    double slack = Double.isFinite(allowed) ? allowed + Numbers.smallestNormal(type) : 0;
    if (Double.isInfinite(actual)) {
      double edge = type == ElementType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
      return Math.signum(actual) == Math.signum(expected) && Math.abs(expected) + slack >= edge;
    }
    return Math.abs(actual - expected) <= slack;
  }

  private String describe(List<Integer> wrong, double[] actual) {
    int i = wrong.get(0);
    Expected expected = alternatives.get(0);
    double off = Math.abs(actual[i] - expected.values()[i]);
    return String.format(
        Locale.ROOT,
        "%s: entry %s is %s, the reference gives %s; off by %.3g, allowed %.3g (%s); %d of %d entries are wrong",
        title,
        position(expected.shape(), i),
        actual[i],
        expected.values()[i],
        off,
        expected.allowed()[i],
        type,
        wrong.size(),
        actual.length);
  }

  /** Returns the index of the i-th entry, such as {@code [2, 0]}. */
  static String position(Shape shape, int i) {
    int[] index = new int[shape.rank()];
    int rest = i;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return java.util.Arrays.toString(index);
  }
}
