package io.github.vae4j.api.random;

/**
 * Pairs of words to pairs of standard normal numbers, in single precision throughout.
 *
 * <p>The pair is r cos α and r sin α with r = √(−2 log u), u = ((first ≫ 8) + 1) · 2⁻²⁴ in (0, 1],
 * and α = ½ π (q + t): q, the number of the quadrant, is the upper two bits of the second word, and
 * t = k · 2⁻²⁴ in [−½, ½), k being the next 24 bits as a signed number.
 *
 * <p>Every operation below is one rounded addition, multiplication or square root in the order
 * written. A port must not contract them ({@code -ffp-contract=off}, {@code __fmul_rn}, {@code
 * __fadd_rn}, {@code __fsqrt_rn}) and then gives the same bits. The polynomials are those of logf,
 * sinf and cosf in S. L. Moshier's Cephes library; the result is within 1e-6 of the same formula in
 * double precision.
 *
 * <p>Each step is a loop of its own over many pairs: so the compiler makes vector instructions of
 * the arithmetic, which it cannot do beside conversions between integers and floats.
 */
final class BoxMuller {
  private static final float QUARTER_PI = 0.7853982f;
  private static final float LOG2_HIGH = 355f / 512f;
  private static final float LOG2_LOW = -0.00021219444f;
  private static final int ROOT_HALF_BITS = 0x3F3504F3;

  /** cos ½ π q and sin ½ π q; the signs of their zeros keep those of the products. */
  private static final float[] QUADRANT_COSINES = {1f, -0f, -1f, 0f};

  private static final float[] QUADRANT_SINES = {0f, 1f, -0f, -1f};

  private final float[] radii;
  private final float[] exponents;
  private final float[] sines;
  private final float[] cosines;
  private final float[] quadrantSines;
  private final float[] quadrantCosines;

  /** Makes room for so many pairs at a time. */
  BoxMuller(int capacity) {
    radii = new float[capacity];
    exponents = new float[capacity];
    sines = new float[capacity];
    cosines = new float[capacity];
    quadrantSines = new float[capacity];
    quadrantCosines = new float[capacity];
  }

  /**
   * Writes the pair of each two words, one every {@code stride} entries from {@code offset} on.
   *
   * @param first as many words as pairs, each the lower half of a long whose upper half is 0
   */
  void pairs(long[] first, long[] second, int count, float[] into, int offset, int stride) {
    uniforms(first, radii, count);
    split(radii, exponents, count);
    radii(radii, exponents, count);
    turns(second, sines, count);
    sinesAndCosines(sines, cosines, count);
    quadrants(second, quadrantSines, quadrantCosines, count);
    float[] x = exponents;
    rotatedX(radii, sines, cosines, quadrantSines, quadrantCosines, x, count);
    rotatedY(radii, sines, cosines, quadrantSines, quadrantCosines, count);
    interleave(x, radii, count, into, offset, stride);
  }

  private static void uniforms(long[] words, float[] u, int count) {
    for (int i = 0; i < count; i++) {
      u[i] = ((int) (words[i] >>> 8) + 1) * 0x1p-24f;
    }
  }

  /** Writes f and e of u = (1 + f) · 2^e with √½ ≤ 1 + f < √2, f in place of u. */
  private static void split(float[] u, float[] exponents, int count) {
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(u[i]);
      int exponent = (bits - ROOT_HALF_BITS) >> 23;
      exponents[i] = exponent;
      u[i] = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    }
  }

  /** Writes √(−2 log u), log u = e log 2 + log(1 + f), in place of f. */
  private static void radii(float[] radii, float[] exponents, int count) {
    for (int i = 0; i < count; i++) {
      float f = radii[i];
      float exponent = exponents[i];
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
      float log = (f + (rest + -0.5f * z)) + exponent * LOG2_HIGH;
      // the root in double rounds to that in single
      radii[i] = (float) Math.sqrt(-2f * log);
    }
  }

  /** Writes 2t. */
  private static void turns(long[] words, float[] turns, int count) {
    for (int i = 0; i < count; i++) {
      turns[i] = (((int) words[i] << 2) >> 8) * 0x1p-23f;
    }
  }

  /** Writes the sines of ½ π t in place of 2t. */
  private static void sinesAndCosines(float[] sines, float[] cosines, int count) {
    for (int i = 0; i < count; i++) {
      float angle = sines[i] * QUARTER_PI;
      float square = angle * angle;
      float s = -0.00019515296f;
      s = s * square + 0.008332161f;
      s = s * square + -0.16666655f;
      sines[i] = (s * square) * angle + angle;
      float c = 2.4433157e-5f;
      c = c * square + -0.0013887316f;
      c = c * square + 0.041666646f;
      cosines[i] = ((c * square) * square + -0.5f * square) + 1f;
    }
  }

  private static void quadrants(long[] words, float[] sines, float[] cosines, int count) {
    for (int i = 0; i < count; i++) {
      int quadrant = (int) (words[i] >>> 30) & 3;
      sines[i] = QUADRANT_SINES[quadrant];
      cosines[i] = QUADRANT_COSINES[quadrant];
    }
  }

  /** Writes r cos α. */
  private static void rotatedX(
      float[] radii, float[] s, float[] c, float[] qs, float[] qc, float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = radii[i] * (qc[i] * c[i] - qs[i] * s[i]);
    }
  }

  /** Writes r sin α in place of r. */
  private static void rotatedY(
      float[] radii, float[] s, float[] c, float[] qs, float[] qc, int count) {
    for (int i = 0; i < count; i++) {
      radii[i] = radii[i] * (qs[i] * c[i] + qc[i] * s[i]);
    }
  }

  private static void interleave(
      float[] x, float[] y, int count, float[] into, int offset, int stride) {
    for (int i = 0; i < count; i++) {
      into[offset + i * stride] = x[i];
      into[offset + i * stride + 1] = y[i];
    }
  }
}
