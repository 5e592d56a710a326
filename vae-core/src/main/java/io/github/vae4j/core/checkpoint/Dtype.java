package io.github.vae4j.core.checkpoint;

/**
 * The element type of a stored tensor, under the name the format gives it. All are little-endian.
 */
public enum Dtype {
  /** IEEE 754 binary32. */
  F32(4),
  /** IEEE 754 binary64. */
  F64(8),
  /** Two's complement of 64 bits. */
  I64(8);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
