package io.github.vae4j.api.math;

/** The error function by series and continued fraction. */
final class ErrorFunction {
  /** From here on the series needs more terms than the fraction. */
  private static final double LARGE = 2.5;

  /** From here on 1 − erf x is less than half the distance of 1 to the next lower double. */
  private static final double ERF_IS_ONE = 6;

  private static final double ROOT_PI = Math.sqrt(Math.PI);

  private ErrorFunction() {}

  /** 2/√π ∫₀ˣ e^(−t²) dt. */
  static double erf(double x) {
    double size = Math.abs(x);
    if (size >= ERF_IS_ONE) {
      return Math.copySign(1, x);
    }
    double value = size < LARGE ? series(size) : 1 - tail(size);
    return Double.isNaN(x) ? x : Math.copySign(value, x);
  }

  /**
   * 2x e^(−x²) / √π · Σ (2x²)ⁿ / (1 · 3 ⋯ (2n + 1)): Abramowitz and Stegun 1964, 7.1.6; no term is
   * negative.
   */
  private static double series(double x) {
    double term = 1;
    double sum = 0;
    for (int n = 1; term > sum * 1e-17; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return 2 * x * Math.exp(-x * x) / ROOT_PI * sum;
  }

  /**
   * 1 − erf x = e^(−x²) / √π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))): Abramowitz and Stegun 1964,
   * 7.1.14.
   */
  private static double tail(double x) {
    double fraction = x;
    for (int n = 100; n >= 1; n--) {
      fraction = x + 0.5 * n / fraction;
    }
    return Math.exp(-x * x) / ROOT_PI / fraction;
  }
}
