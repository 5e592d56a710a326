package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Shape;
import java.util.List;

/** The shapes and values that the tables share. */
final class Samples {
  /**
   * Scalar, single entries, rows, columns, empty axes, higher rank, larger than a block, no
   * multiple of 32.
   */
  static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(),
          Shape.of(1, 1),
          Shape.of(7),
          Shape.of(1, 33),
          Shape.of(33, 1),
          Shape.of(0),
          Shape.of(3, 0, 2),
          Shape.of(2, 3, 4),
          Shape.of(37, 41),
          Shape.of(1500));

  /** Pairs that broadcast, either way and both ways at once. */
  static final List<List<Shape>> PAIRS =
      List.of(
          List.of(Shape.scalar(), Shape.scalar()),
          List.of(Shape.of(1, 1), Shape.of(1, 1)),
          List.of(Shape.of(5), Shape.of(5)),
          List.of(Shape.scalar(), Shape.of(3, 4)),
          List.of(Shape.of(3, 4), Shape.scalar()),
          List.of(Shape.of(4), Shape.of(3, 4)),
          List.of(Shape.of(3, 4), Shape.of(3, 1)),
          List.of(Shape.of(3, 1), Shape.of(1, 4)),
          List.of(Shape.of(2, 1, 3), Shape.of(4, 1)),
          List.of(Shape.of(0), Shape.of(1)),
          List.of(Shape.of(1, 1), Shape.of(3, 0)),
          List.of(Shape.of(1, 0), Shape.of(3, 1)),
          List.of(Shape.of(33, 70), Shape.of(70)),
          List.of(Shape.of(37, 41), Shape.of(37, 41)),
          List.of(Shape.of(1500), Shape.of(1)),
          List.of(Shape.of(1, 3), Shape.of(1500, 1)));

  private static final double[] LINE = {
    0,
    -0.0,
    1e-4,
    -1e-4,
    0.3,
    -0.3,
    0.5,
    -0.5,
    0.975,
    1,
    -1,
    1.5,
    -1.5,
    2,
    -2,
    2.75,
    -2.75,
    10,
    -10,
    16,
    88,
    -88,
    89,
    1000,
    -1000,
    0x1p-128,
    -0x1p-128,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static final double[] FINITE = {
    0, 1e-4, -1e-4, 0.3, -0.3, 0.5, -0.5, 0.975, 1, -1, 1.5, -1.5, 2, -2, 2.75, -2.75, 10, -10, 16,
    88, -88, 1000, -1000
  };

  private Samples() {}

  /**
   * Returns every value of interest: zeros, small and large numbers, a subnormal, NaN and the
   * infinities.
   */
  static double[] line() {
    return LINE.clone();
  }

  /** Returns the finite and normal ones of {@link #line}. */
  static double[] finite() {
    return FINITE.clone();
  }

  /** Returns two vectors that pair every value of {@code values} with every other. */
  static List<Operand> pairs(double... values) {
    int n = values.length;
    double[] left = new double[n * n];
    double[] right = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      left[i] = values[i / n];
      right[i] = values[i % n];
    }
    return List.of(Operand.vector(left), Operand.vector(right));
  }

  /** Returns random operands of some shapes. */
  static List<Operand> random(List<Shape> shapes, long seed) {
    return java.util.stream.IntStream.range(0, shapes.size())
        .mapToObj(i -> Operand.random(shapes.get(i), seed + i))
        .toList();
  }
}
