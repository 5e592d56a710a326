package io.github.vae4j.nd4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** One thread's arrays on the heap, where loops become vector instructions. */
final class Scratch {
  /** Entries worked on at a time; a handful of such arrays stays in the nearest cache. */
  static final int TILE = 2048;

  /** For the operation that runs. */
  final float[] a = new float[TILE];

  final float[] b = new float[TILE];
  final float[] c = new float[TILE];
  final float[] d = new float[TILE];
  final double[] sums = new double[TILE];

  /** For {@link Transcendental} alone. */
  final float[] reduced = new float[TILE];

  final float[] powers = new float[TILE];
  final float[] decayed = new float[TILE];
  final int[] bits = new int[TILE];
  final int[] mantissas = new int[TILE];

  /** For {@link Sums} alone. */
  final float[] quarters = new float[TILE / 4 + 3];

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(Float.BYTES * TILE).order(ByteOrder.nativeOrder());
  private final FloatBuffer asFloats = bytes.asFloatBuffer();
  private final IntBuffer asInts = bytes.asIntBuffer();

  /**
   * Copies the bits of floats; a loop over {@code Float.floatToRawIntBits} does not become vector
   * instructions on JDK 17.
   */
  void toBits(float[] x, int[] into, int n) {
    asFloats.put(0, x, 0, n);
    asInts.get(0, into, 0, n);
  }

  void fromBits(int[] x, float[] into, int n) {
    asInts.put(0, x, 0, n);
    asFloats.get(0, into, 0, n);
  }
}
