package io.github.vae4j.nd4j;

/** Loops over tiles, each small enough for the compiler to turn into vector instructions. */
final class Kernels {
  private Kernels() {}

  /** One array to another of equal length; both may be the same. */
  interface Unary {
    void apply(float[] x, float[] out, int n, Scratch scratch);
  }

  /** Two arrays to a third of equal length, which may be one of them. */
  interface Binary {
    void apply(float[] a, float[] b, float[] out, int n);
  }

  static void add(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i];
    }
  }

  static void sub(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  static void mul(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  static void div(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] / b[i];
    }
  }

  static void maximum(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  static void minimum(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  static void equal(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] == b[i] ? 1f : 0f;
    }
  }

  static void less(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] < b[i] ? 1f : 0f;
    }
  }

  static void lessOrEqual(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] <= b[i] ? 1f : 0f;
    }
  }

  /** Writes {@code yes} where the condition is not 0, else {@code no}, over the condition. */
  static void select(float[] condition, float[] yes, float[] no, int n) {
    for (int i = 0; i < n; i++) {
      condition[i] = condition[i] != 0f ? yes[i] : no[i];
    }
  }

  static void affine(float[] x, float scale, float shift, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * x[i] + shift;
    }
  }

  static void clamp(float[] x, float low, float high, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(Math.max(x[i], low), high);
    }
  }

  static void abs(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(x[i]);
    }
  }

  static void sign(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.signum(x[i]);
    }
  }

  static void floor(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.floor(x[i]);
    }
  }

  static void sqrt(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sqrt(x[i]);
    }
  }

  static void relu(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(x[i], 0f);
    }
  }

  /** Writes 1 where the output of a ReLU is positive, else 0, NaN included. */
  static void positive(float[] x, float[] out, int n, Scratch s) {
    s.toBits(x, s.bits, n);
    for (int i = 0; i < n; i++) {
      int bits = s.bits[i];
      s.bits[i] = (((-bits & ~bits) & ~(0x7F800000 - bits)) >> 31) & 0x3F800000;
    }
    s.fromBits(s.bits, out, n);
  }

  /** Writes gradient · (1 − y²), y being tanh's output. */
  static void tanhGrad(float[] y, float[] gradient, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = gradient[i] * (1f - y[i] * y[i]);
    }
  }

  /** Writes gradient · y (1 − y), y being the sigmoid's output. */
  static void sigmoidGrad(float[] y, float[] gradient, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = gradient[i] * (y[i] * (1f - y[i]));
    }
  }

  /** Writes gradient · (σ + y (1 − σ)), y = x σ being SiLU's output. */
  static void siluGrad(float[] sigmoid, float[] y, float[] gradient, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = gradient[i] * (sigmoid[i] + y[i] * (1f - sigmoid[i]));
    }
  }

  /** Writes a + b · c. */
  static void addProduct(float[] a, float[] b, float[] c, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i] * c[i];
    }
  }

  /** Writes ½ a · b. */
  static void halfProduct(float[] a, float[] b, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 0.5f * (a[i] * b[i]);
    }
  }

  /** Writes a · (b − c). */
  static void productOfDifference(float[] a, float[] b, float[] c, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * (b[i] - c[i]);
    }
  }

  /** Writes ½ (μ² + (σ² − 1 − log σ²)). */
  static void normalKl(
      float[] mean, float[] varianceLessOne, float[] logVariance, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 0.5f * (mean[i] * mean[i] + (varianceLessOne[i] - logVariance[i]));
    }
  }

  /** Writes r² / σ² + log σ² + constant. */
  static void normalTerm(
      float[] residual,
      float[] precision,
      float[] logVariance,
      float constant,
      float[] out,
      int n) {
    for (int i = 0; i < n; i++) {
      out[i] = residual[i] * residual[i] * precision[i] + logVariance[i] + constant;
    }
  }

  /** Adds {@code n} entries of x from {@code at} on. */
  static void accumulate(float[] sums, float[] x, int at, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[at + i];
    }
  }

  static void accumulate(double[] sums, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  static void largest(float[] most, float[] x, int at, int n) {
    for (int i = 0; i < n; i++) {
      most[i] = Math.max(most[i], x[at + i]);
    }
  }
}
