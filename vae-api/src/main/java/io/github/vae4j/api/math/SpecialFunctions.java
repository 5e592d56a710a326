package io.github.vae4j.api.math;

/**
 * The special functions among {@link io.github.vae4j.api.tensor.Arithmetic the elementwise
 * operations}, of one number in double precision, so that no backend copies them. Methods keep no
 * state.
 *
 * <p>"Accurate to 10⁻ᵏ" means that the error is at most 10⁻ᵏ times the larger of 1 and the value's
 * size, at the values of this class's tests, which come from arithmetic with 40 digits.
 */
public final class SpecialFunctions {
  private SpecialFunctions() {}

  /**
   * Returns the error function, erf x = 2/√π ∫₀ˣ e^(−t²) dt.
   *
   * <p>By its series where |x| is below 2.5 and by the continued fraction of 1 − erf x above:
   * Abramowitz and Stegun 1964, 7.1.6 and 7.1.14. Accurate to 10⁻¹⁵ of the value's own size; NaN
   * for NaN.
   */
  public static double erf(double x) {
    return ErrorFunction.erf(x);
  }

  /**
   * Returns the quantile of the standard normal distribution, the x for which Φ(x) = p.
   *
   * <p>−∞ at 0, ∞ at 1, NaN outside [0, 1] and for NaN. Wichura 1988, "Algorithm AS 241: the
   * percentage points of the normal distribution", Applied Statistics 37, routine PPND16. Accurate
   * to 10⁻¹⁴.
   */
  public static double normalQuantile(double p) {
    return NormalQuantile.of(p);
  }

  /**
   * Returns log |Γ(x)|, where Γ(x) = ∫₀^∞ tˣ⁻¹ e⁻ᵗ dt for x &gt; 0, continued by Γ(x) = Γ(x + 1) /
   * x.
   *
   * <p>∞ at 0, at the negative whole numbers and at ±∞; NaN for NaN. By Stirling's series,
   * recurrence and, below ½, reflection: Abramowitz and Stegun 1964, 6.1.41, 6.1.15 and 6.1.17.
   * Accurate to 10⁻¹⁴.
   */
  public static double lgamma(double x) {
    return GammaFunctions.lgamma(x);
  }

  /**
   * Returns ψ(x) = d/dx log Γ(x), for x &gt; 0; NaN elsewhere.
   *
   * <p>By its asymptotic series and recurrence: Abramowitz and Stegun 1964, 6.3.18 and 6.3.5.
   * Accurate to 10⁻¹⁴.
   */
  public static double digamma(double x) {
    return GammaFunctions.digamma(x);
  }

  /**
   * Returns ψ′(x) = d²/dx² log Γ(x), for x &gt; 0; NaN elsewhere.
   *
   * <p>By its asymptotic series and recurrence: Abramowitz and Stegun 1964, 6.4.12 and 6.4.6.
   * Accurate to 10⁻¹⁴.
   */
  public static double trigamma(double x) {
    return GammaFunctions.trigamma(x);
  }
}
