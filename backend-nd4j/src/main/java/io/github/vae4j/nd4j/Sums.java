package io.github.vae4j.nd4j;

/** Sums in blocks, whose error grows with the logarithm of the length. */
final class Sums {
  /** Sums that run side by side, so that the additions become vector instructions. */
  static final int LANES = 64;

  private static final int SHORT = 16;

  private Sums() {}

  /** Returns the sum of {@code n} entries, at most a tile, from {@code at} on. */
  static float of(float[] x, int at, int n, Scratch s) {
    if (n <= SHORT) {
      float sum = 0;
      for (int i = 0; i < n; i++) {
        sum += x[at + i];
      }
      return sum;
    }
    float[] lanes = s.lanes;
    int first = Math.min(n, LANES);
    System.arraycopy(x, at, lanes, 0, first);
    int i = first;
    for (; i + LANES <= n; i += LANES) {
      Kernels.accumulate(lanes, x, at + i, LANES);
    }
    Kernels.accumulate(lanes, x, at + i, n - i);
    return tree(lanes, first);
  }

  private static float tree(float[] lanes, int count) {
    int n = count;
    while (n > 1) {
      int half = n >> 1;
      int kept = n - half;
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[kept + i];
      }
      n = kept;
    }
    return lanes[0];
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
