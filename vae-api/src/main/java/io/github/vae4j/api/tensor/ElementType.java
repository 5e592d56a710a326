package io.github.vae4j.api.tensor;

/** The one number type that a backend computes in. */
public enum ElementType {
  /** IEEE 754 single precision. */
  FLOAT32(4, Math.scalb(1.0, -24)),
  /** IEEE 754 double precision. */
  FLOAT64(8, Math.scalb(1.0, -53));

  private final int bytes;
  private final double unitRoundoff;

  ElementType(int bytes, double unitRoundoff) {
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /** Returns the size of one number. */
  public int bytes() {
    return bytes;
  }

  /** Returns the largest relative error of one rounding, 2⁻²⁴ or 2⁻⁵³. */
  public double unitRoundoff() {
    return unitRoundoff;
  }
}
