package io.github.vae4j.nd4j;

/** Sums of quarters added up, whose error grows with the logarithm of the length. */
final class Sums {
  /** What is added up in order. */
  private static final int SHORT = 32;

  private Sums() {}

  /** Returns the sum of {@code n} entries, at most a tile, from {@code at} on. */
  static float of(float[] x, int at, int n, Scratch s) {
    float[] folded = s.quarters;
    float[] from = x;
    int start = at;
    int left = n;
    while (left > SHORT) {
      int quarter = left >> 2;
      int rest = left & 3;
      fold(from, start, quarter, folded);
      System.arraycopy(from, start + 4 * quarter, folded, quarter, rest);
      from = folded;
      start = 0;
      left = quarter + rest;
    }
    float sum = 0;
    for (int i = 0; i < left; i++) {
      sum += from[start + i];
    }
    return sum;
  }

  /** Adds four quarters up; {@code into} may be {@code x} itself. */
  private static void fold(float[] x, int at, int quarter, float[] into) {
    for (int i = 0; i < quarter; i++) {
      into[i] =
          (x[at + i] + x[at + quarter + i]) + (x[at + 2 * quarter + i] + x[at + 3 * quarter + i]);
    }
  }

  /**
   * Returns the sum of squares of {@code n} entries, in double where float would overflow or lose
   * small ones.
   */
  static double ofSquares(float[] x, float[] squares, int n, Scratch s) {
    Kernels.mul(x, x, squares, n);
    float sum = of(squares, 0, n, s);
    if (sum > 1e-20f && sum < Float.POSITIVE_INFINITY) {
      return sum;
    }
    double exact = 0;
    for (int i = 0; i < n; i++) {
      exact += (double) x[i] * x[i];
    }
    return exact;
  }

  /** Returns a sum of partial sums in double. */
  static double of(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i];
    }
    return sum;
  }
}
