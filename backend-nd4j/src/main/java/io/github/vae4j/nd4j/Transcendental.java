package io.github.vae4j.nd4j;

/**
 * Exponentials and logarithms over tiles, as loops that the compiler turns into vector
 * instructions.
 *
 * <p>For that, JDK 17 wants loops without branches, casts or moves between float and integer
 * registers, and one array written per loop. Hence e^x = e^f · s² with s a power of two: the
 * addition of 1.5 · 2²³ leaves the rounded exponent in the lowest bits of a float, bits change
 * their type by a copy, and an integer loop shifts them into place. That s is squared lets the
 * exponent be halved, so that results near overflow and below the smallest normal number come out
 * too. Errors are one or two units in the last place.
 */
final class Transcendental {
  private static final float ROUNDER = 12582912f;
  private static final float HALF_LOG2_E = 0.7213475f;
  private static final float TWO_LN2_HIGH = 2 * 355f / 512f;
  private static final float TWO_LN2_LOW = 2 * -2.1219444e-4f;
  private static final float LN2_HIGH = 355f / 512f;
  private static final float LN2_LOW = -2.1219444e-4f;
  private static final int ONE_BITS = 0x3F800000;
  private static final int ROOT_HALF_BITS = 0x3F3504F3;
  private static final int LEAST_NORMAL_BITS = 0x00800000;
  private static final int LARGEST_BITS = 0x7F7FFFFF;
  private static final int ROUNDER_BITS = 0x4B400000;

  // (e^f − 1 − f) / f² on |f| ≤ log 2, relative error of e^f 6e-10
  private static final float E2 = 0.5f;
  private static final float E3 = 0.16666675f;
  private static final float E4 = 0.041666526f;
  private static final float E5 = 0.008332524f;
  private static final float E6 = 0.0013893722f;
  private static final float E7 = 0.0002011033f;
  private static final float E8 = 2.4439454e-5f;

  // log((1 + s) / (1 − s)) = 2s + s³ (L1 + L2 s² + …) on s² ≤ 1/9
  private static final float L1 = 0.6666641f;
  private static final float L2 = 0.4002177f;
  private static final float L3 = 0.2799786f;
  private static final float L4 = 0.28031296f;

  private Transcendental() {}

  static void exp(float[] x, float[] out, int n, Scratch s) {
    reduce(x, s.reduced, s.powers, n);
    powersOfTwo(s, n);
    scale(s.powers, s.reduced, out, n);
  }

  static void expm1(float[] x, float[] out, int n, Scratch s) {
    reduce(x, s.reduced, s.powers, n);
    powersOfTwo(s, n);
    scaleLessOne(s.powers, s.reduced, out, n);
  }

  /** Writes f′(x) / gradient of softplus from its output y: 1 − e^−y. */
  static void oneLessExpNegative(float[] y, float[] out, int n, Scratch s) {
    Kernels.affine(y, -1, 0, out, n);
    expm1(out, out, n, s);
    Kernels.affine(out, -1, 0, out, n);
  }

  static void softplus(float[] x, float[] out, int n, Scratch s) {
    expNegativeAbs(x, s.decayed, n, s);
    softplusOf(x, s.decayed, out, n);
  }

  static void sigmoid(float[] x, float[] out, int n, Scratch s) {
    expNegativeAbs(x, s.decayed, n, s);
    sigmoidOf(x, s.decayed, out, n);
  }

  static void silu(float[] x, float[] out, int n, Scratch s) {
    expNegativeAbs(x, s.decayed, n, s);
    siluOf(x, s.decayed, out, n);
  }

  /** tanh x = m / (m + 2) with m = e^2x − 1. */
  static void tanh(float[] x, float[] out, int n, Scratch s) {
    doubled(x, s.decayed, n);
    expm1(s.decayed, s.decayed, n, s);
    ratio(s.decayed, out, n);
  }

  /** Writes target · x − softplus(x), the log-probability of a Bernoulli variable. */
  static void bernoulli(float[] x, float[] target, float[] out, int n, Scratch s) {
    expNegativeAbs(x, s.decayed, n, s);
    bernoulliOf(x, target, s.decayed, out, n);
  }

  static void log(float[] x, float[] out, int n, Scratch s) {
    s.toBits(x, s.bits, n);
    if (unusual(s.bits, n) < 0) {
      for (int i = 0; i < n; i++) {
        out[i] = (float) Math.log(x[i]);
      }
      return;
    }
    splitExponents(s.bits, s.mantissas, n);
    s.fromBits(s.mantissas, s.reduced, n);
    s.fromBits(s.bits, s.powers, n);
    logOf(s.reduced, s.powers, out, n);
  }

  private static void expNegativeAbs(float[] x, float[] out, int n, Scratch s) {
    reduceNegativeAbs(x, s.reduced, s.powers, n);
    powersOfTwo(s, n);
    scale(s.powers, s.reduced, out, n);
  }

  /** x = 2k log 2 + f; writes the float whose lowest bits are k, and e^f − 1. */
  private static void reduce(float[] x, float[] rounded, float[] powers, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(Math.min(x[i], 89f), -105f);
      float t = v * HALF_LOG2_E + ROUNDER;
      rounded[i] = t;
      float k = t - ROUNDER;
      float f = (v - k * TWO_LN2_HIGH) - k * TWO_LN2_LOW;
      powers[i] =
          ((((((E8 * f + E7) * f + E6) * f + E5) * f + E4) * f + E3) * f + E2) * (f * f) + f;
    }
  }

  private static void reduceNegativeAbs(float[] x, float[] rounded, float[] powers, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(-Math.abs(x[i]), -105f);
      float t = v * HALF_LOG2_E + ROUNDER;
      rounded[i] = t;
      float k = t - ROUNDER;
      float f = (v - k * TWO_LN2_HIGH) - k * TWO_LN2_LOW;
      powers[i] =
          ((((((E8 * f + E7) * f + E6) * f + E5) * f + E4) * f + E3) * f + E2) * (f * f) + f;
    }
  }

  /** Turns the rounded exponents in {@code s.reduced} into powers of two. */
  private static void powersOfTwo(Scratch s, int n) {
    s.toBits(s.reduced, s.bits, n);
    shift(s.bits, n);
    s.fromBits(s.bits, s.reduced, n);
  }

  private static void shift(int[] bits, int n) {
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] << 23) + ONE_BITS;
    }
  }

  private static void scale(float[] powers, float[] s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (powers[i] + 1f) * s[i] * s[i];
    }
  }

  /** Twice the half, because s² may be 2¹²⁸. */
  private static void scaleLessOne(float[] powers, float[] s, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float half = s[i] * 0.5f;
      out[i] = 2f * (powers[i] * s[i] * half + (s[i] * half - 0.5f));
    }
  }

  private static void softplusOf(float[] x, float[] e, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float u = e[i];
      float s = u / (2f + u);
      float q = s * s;
      out[i] = Math.max(x[i], 0f) + s * (2f + q * (((L4 * q + L3) * q + L2) * q + L1));
    }
  }

  private static void bernoulliOf(float[] x, float[] target, float[] e, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float u = e[i];
      float s = u / (2f + u);
      float q = s * s;
      float softplus = Math.max(x[i], 0f) + s * (2f + q * (((L4 * q + L3) * q + L2) * q + L1));
      out[i] = target[i] * x[i] - softplus;
    }
  }

  /** The larger of e^−|x| and [x ≥ 0], over 1 + e^−|x|. */
  private static void sigmoidOf(float[] x, float[] e, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float positive = Math.min(1f, Math.max(0f, 1f + x[i] * 0x1p60f));
      out[i] = Math.max(e[i], positive) / (1f + e[i]);
    }
  }

  private static void siluOf(float[] x, float[] e, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float positive = Math.min(1f, Math.max(0f, 1f + x[i] * 0x1p60f));
      out[i] = x[i] * (Math.max(e[i], positive) / (1f + e[i]));
    }
  }

  private static void doubled(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 2f * Math.max(Math.min(x[i], 9.1f), -9.1f);
    }
  }

  private static void ratio(float[] m, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = m[i] / (m[i] + 2f);
    }
  }

  /** Returns a negative number if any entry is below the least normal number, infinite or NaN. */
  private static int unusual(int[] bits, int n) {
    int any = 0;
    for (int i = 0; i < n; i++) {
      any |= (bits[i] - LEAST_NORMAL_BITS) | (LARGEST_BITS - bits[i]);
    }
    return any;
  }

  /** x = m · 2^k with √½ ≤ m < √2; leaves the bits of k + 1.5 · 2²³ in place of those of x. */
  private static void splitExponents(int[] bits, int[] mantissas, int n) {
    for (int i = 0; i < n; i++) {
      int k = (bits[i] - ROOT_HALF_BITS) >> 23;
      mantissas[i] = bits[i] - (k << 23);
      bits[i] = k + ROUNDER_BITS;
    }
  }

  private static void logOf(float[] m, float[] exponents, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      float k = exponents[i] - ROUNDER;
      float u = m[i] - 1f;
      float s = u / (2f + u);
      float q = s * s;
      float h = 0.5f * u * u;
      float series = s * (h + q * (((L4 * q + L3) * q + L2) * q + L1));
      out[i] = k * LN2_HIGH - ((h - (series + k * LN2_LOW)) - u);
    }
  }
}
