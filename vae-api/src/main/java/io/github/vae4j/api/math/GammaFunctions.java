package io.github.vae4j.api.math;

/**
 * log Γ and its first two derivatives, by their asymptotic series where x is large and their
 * recurrences below: Abramowitz and Stegun 1964, 6.1.41, 6.3.18, 6.4.12 and 6.1.15, 6.3.5, 6.4.6.
 */
final class GammaFunctions {
  /** From here on seven terms of each series leave less than 1e-16. */
  private static final double LARGE = 15;

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** The Bernoulli numbers B₂, B₄, …, B₁₄. */
  private static final double[] BERNOULLI = {
    1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0
  };

  private GammaFunctions() {}

  /** log |Γ(x)|; below ½ by reflection, Γ(x) Γ(1 − x) = π / sin πx. */
  static double lgamma(double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      // the remainder is exact, and |sin π x| has period 1
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * (x - Math.rint(x))))) - lgamma(1 - x);
    }
    double product = 1;
    double y = x;
    for (; y < LARGE; y++) {
      product *= y;
    }
    if (y == Double.POSITIVE_INFINITY) {
      return y;
    }
    double series = 0;
    for (int n = BERNOULLI.length; n >= 1; n--) {
      series = series / (y * y) + BERNOULLI[n - 1] / (2 * n * (2 * n - 1));
    }
    return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + series / y - Math.log(product);
  }

  /** ψ(x), for x &gt; 0; NaN elsewhere. */
  static double digamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shift = 0;
    double y = x;
    for (; y < LARGE; y++) {
      shift -= 1 / y;
    }
    double series = 0;
    for (int n = BERNOULLI.length; n >= 1; n--) {
      series = series / (y * y) + BERNOULLI[n - 1] / (2 * n);
    }
    return Math.log(y) - 0.5 / y - series / (y * y) + shift;
  }

  /** ψ′(x), for x &gt; 0; NaN elsewhere. */
  static double trigamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shift = 0;
    double y = x;
    for (; y < LARGE; y++) {
      shift += 1 / (y * y);
    }
    double series = 0;
    for (int n = BERNOULLI.length; n >= 1; n--) {
      series = series / (y * y) + BERNOULLI[n - 1];
    }
    return (1 + 0.5 / y + series / (y * y)) / y + shift;
  }
}
