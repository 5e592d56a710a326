package io.github.vae4j.api.tensor;

/**
 * Elementwise primitives. Binary ones broadcast as NumPy does; comparisons return 1 for true and 0
 * for false.
 *
 * <p>NaN goes in, NaN comes out, except where stated.
 */
public interface Arithmetic {
  /** Returns a + b. */
  Tensor add(Tensor a, Tensor b);

  /** Returns a − b. */
  Tensor sub(Tensor a, Tensor b);

  /** Returns a · b. */
  Tensor mul(Tensor a, Tensor b);

  /** Returns a / b, with IEEE 754's infinities and NaN for a zero divisor. */
  Tensor div(Tensor a, Tensor b);

  /**
   * Returns the larger of a and b; NaN if either is. Where both are equal the gradient is halved
   * between them.
   */
  Tensor maximum(Tensor a, Tensor b);

  /**
   * Returns the smaller of a and b; NaN if either is. Where both are equal the gradient is halved
   * between them.
   */
  Tensor minimum(Tensor a, Tensor b);

  /** Returns scale · x + shift. */
  Tensor affine(Tensor x, double scale, double shift);

  /** Returns x raised to a constant power; NaN for negative x and a fractional power. */
  Tensor power(Tensor x, double exponent);

  /** Returns x limited to [low, high]; NaN stays. The gradient passes where low ≤ x ≤ high. */
  Tensor clamp(Tensor x, double low, double high);

  /** Returns |x|; the gradient at 0 is 0. */
  Tensor abs(Tensor x);

  /** Returns −1, 0 or 1, NaN for NaN; the gradient is 0. */
  Tensor sign(Tensor x);

  /** Returns the largest whole number not above x; the gradient is 0. */
  Tensor floor(Tensor x);

  /** Returns eˣ. */
  Tensor exp(Tensor x);

  /** Returns eˣ − 1, accurate near 0. */
  Tensor expm1(Tensor x);

  /** Returns the natural logarithm: −∞ at 0, NaN below. */
  Tensor log(Tensor x);

  /** Returns log(1 + x), accurate near 0. */
  Tensor log1p(Tensor x);

  /** Returns √x, NaN below 0. */
  Tensor sqrt(Tensor x);

  /** Returns the sine of x radians. */
  Tensor sin(Tensor x);

  /** Returns the cosine of x radians. */
  Tensor cos(Tensor x);

  /** Returns tanh x. */
  Tensor tanh(Tensor x);

  /** Returns 1 / (1 + e⁻ˣ), without overflow. */
  Tensor sigmoid(Tensor x);

  /** Returns log(1 + eˣ) as max(x, 0) + log1p(e^−|x|): x for large x, eˣ for small. */
  Tensor softplus(Tensor x);

  /** Returns max(x, 0); NaN stays; the gradient at 0 is 0. */
  Tensor relu(Tensor x);

  /** Returns the error function 2/√π ∫₀ˣ e^(−t²) dt. */
  Tensor erf(Tensor x);

  /** Returns the z with Φ(z) = p for the standard normal Φ: −∞ at 0, ∞ at 1, NaN outside [0, 1]. */
  Tensor normalQuantile(Tensor p);

  /** Returns log |Γ(x)|, ∞ at 0 and at negative whole numbers. */
  Tensor lgamma(Tensor x);

  /** Returns ψ(x) = d/dx log Γ(x), for {@code x > 0}; NaN elsewhere. */
  Tensor digamma(Tensor x);

  /** Returns 1 where a = b, else 0 (0 where either is NaN). */
  Tensor equal(Tensor a, Tensor b);

  /** Returns 1 where {@code a < b}, else 0 (0 where either is NaN). */
  Tensor less(Tensor a, Tensor b);

  /** Returns 1 where a ≤ b, else 0 (0 where either is NaN). */
  Tensor lessOrEqual(Tensor a, Tensor b);

  /**
   * Returns {@code yes} where {@code condition} is not 0 and {@code no} elsewhere; all three
   * broadcast. What is not chosen has no influence, NaN included, neither on the value nor on a
   * gradient.
   */
  Tensor select(Tensor condition, Tensor yes, Tensor no);

  /** Returns x as a constant: no gradient passes. */
  Tensor stopGradient(Tensor x);
}
