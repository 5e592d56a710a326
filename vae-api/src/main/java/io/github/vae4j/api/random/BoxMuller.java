package io.github.vae4j.api.random;

/**
 * Two words to two standard normal numbers, in single precision throughout.
 *
 * <p>Every operation below is one rounded addition, multiplication or square root in the order
 * written. A port must not contract them ({@code -ffp-contract=off}, {@code __fmul_rn}, {@code
 * __fadd_rn}, {@code __fsqrt_rn}) and then gives the same bits. The polynomials are those of logf,
 * sinf and cosf in S. L. Moshier's Cephes library; the result is within 1e-6 of the same formula in
 * double precision.
 */
final class BoxMuller {
  private static final float QUARTER_PI = 0.7853982f;
  private static final float LOG2_HIGH = 355f / 512f;
  private static final float LOG2_LOW = -0.00021219444f;
  private static final int ROOT_HALF_BITS = 0x3F3504F3;

  private BoxMuller() {}

  /**
   * Writes r cos α and r sin α with r = √(−2 log u), u = ((first ≫ 8) + 1) · 2⁻²⁴ in (0, 1], and α
   * = ½ π (q + t): q, the number of the quadrant, is the upper two bits of {@code second}, and t =
   * k · 2⁻²⁴ in [−½, ½), k being the next 24 bits as a signed number.
   */
  static void pair(int first, int second, float[] into, int offset) {
    float radius = root(-2f * log(((first >>> 8) + 1) * 0x1p-24f));
    float angle = (((second << 2) >> 8) * 0x1p-23f) * QUARTER_PI;
    float square = angle * angle;
    float sine = sine(angle, square);
    float cosine = cosine(square);
    int quadrant = second >>> 30;
    boolean swapped = (quadrant & 1) != 0;
    float x = swapped ? sine : cosine;
    float y = swapped ? cosine : sine;
    // cos is negated in quadrants 1 and 2, sin in 2 and 3
    into[offset] = radius * signed(x, (quadrant + 1) >>> 1);
    into[offset + 1] = radius * signed(y, quadrant >>> 1);
  }

  private static float signed(float x, int negated) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ (negated << 31));
  }

  /**
   * The square root rounded once: the detour over double is exact enough never to round twice
   * differently.
   */
  private static float root(float x) {
    return (float) Math.sqrt(x);
  }

  /** log u = e log 2 + log(1 + f) with √½ ≤ 1 + f < √2. */
  private static float log(float u) {
    int bits = Float.floatToRawIntBits(u);
    int exponent = (bits - ROOT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float z = f * f;
    float p = 0.070376836f;
    p = p * f + -0.1151461f;
    p = p * f + 0.116769984f;
    p = p * f + -0.12420141f;
    p = p * f + 0.14249323f;
    p = p * f + -0.16668057f;
    p = p * f + 0.20000714f;
    p = p * f + -0.24999994f;
    p = p * f + 0.3333333f;
    float rest = (p * f) * z + exponent * LOG2_LOW;
    return (f + (rest + -0.5f * z)) + exponent * LOG2_HIGH;
  }

  private static float sine(float angle, float square) {
    float p = -0.00019515296f;
    p = p * square + 0.008332161f;
    p = p * square + -0.16666655f;
    return (p * square) * angle + angle;
  }

  private static float cosine(float square) {
    float p = 2.4433157e-5f;
    p = p * square + -0.0013887316f;
    p = p * square + 0.041666646f;
    return ((p * square) * square + -0.5f * square) + 1f;
  }
}
