package io.github.vae4j.nd4j;

/**
 * Functions that are rare enough to be computed one by one, in double precision; each is right to
 * about 1e-12.
 */
final class Special {
  /** From here on 1 − erf is less than half a unit in the last place of single precision. */
  private static final double ERF_IS_ONE = 4;

  /** From here on the series of ψ and ψ′ below leave less than 1e-13. */
  private static final double LARGE = 10;

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Lanczos's series with g = 7 and nine terms, in the form of Godfrey 2001. */
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private Special() {}

  /** 2x e^(−x²) / √π · Σ (2x²)ⁿ / (1 · 3 ⋯ (2n + 1)): Abramowitz and Stegun 1964, 7.1.6. */
  static double erf(double x) {
    if (!(Math.abs(x) < ERF_IS_ONE)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    double term = 1;
    double sum = 0;
    for (int n = 1; term > sum * 1e-14; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return 2 * x * Math.exp(-x * x) / Math.sqrt(Math.PI) * sum;
  }

  /** log |Γ(x)|; below ½ by reflection. */
  static double lgamma(double x) {
    if ((x <= 0 && x == Math.rint(x)) || x == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      double distance = x - Math.rint(x);
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * distance))) - lgamma(1 - x);
    }
    double y = x - 1;
    double series = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      series += LANCZOS[i] / (y + i);
    }
    double t = y + 7.5;
    return HALF_LOG_TWO_PI + (y + 0.5) * Math.log(t) - t + Math.log(series);
  }

  /** ψ(x) for x &gt; 0, else NaN: Abramowitz and Stegun 1964, 6.3.5 and 6.3.18. */
  static double digamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shift = 0;
    double y = x;
    for (; y < LARGE; y++) {
      shift += 1 / y;
    }
    double r = 1 / (y * y);
    double series =
        r * (1 / 12.0 - r * (1 / 120.0 - r * (1 / 252.0 - r * (1 / 240.0 - r * (5 / 660.0)))));
    return Math.log(y) - 0.5 / y - series - shift;
  }

  /** ψ′(x) for x &gt; 0, else NaN: Abramowitz and Stegun 1964, 6.4.6 and 6.4.12. */
  static double trigamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shift = 0;
    double y = x;
    for (; y < LARGE; y++) {
      shift += 1 / (y * y);
    }
    double r = 1 / (y * y);
    double series =
        r * (1 / 6.0 - r * (1 / 30.0 - r * (1 / 42.0 - r * (1 / 30.0 - r * (5 / 66.0)))));
    return (1 + 0.5 / y + series) / y + shift;
  }
}
