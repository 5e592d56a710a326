package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;

/** What a backend's element type can hold. */
final class Numbers {
  private Numbers() {}

  /** Returns the number of the element type nearest to a value. */
  static double round(ElementType type, double value) {
    return type == ElementType.FLOAT32 ? (float) value : value;
  }

  /** Returns the values rounded to the element type. */
  static double[] round(ElementType type, double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = round(type, values[i]);
    }
    return rounded;
  }

  /** Returns the smallest normal number. */
  static double smallestNormal(ElementType type) {
    return type == ElementType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
  }

  /** Returns whether a value, not 0, is too small to be normal. */
  static boolean subnormal(ElementType type, double value) {
    return value != 0 && Math.abs(value) < smallestNormal(type);
  }

  /** Returns the values with subnormal ones replaced by 0, as hardware may do. */
  static double[] flush(ElementType type, double[] values) {
    double[] flushed = values.clone();
    for (int i = 0; i < flushed.length; i++) {
      if (subnormal(type, flushed[i])) {
        flushed[i] = Math.copySign(0, flushed[i]);
      }
    }
    return flushed;
  }

  /** Returns log₂ n, 0 for n below 2. */
  static double log2(long n) {
    return n < 2 ? 0 : Math.log((double) n) / Math.log(2);
  }
}
