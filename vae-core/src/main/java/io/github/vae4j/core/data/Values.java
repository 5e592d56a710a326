package io.github.vae4j.core.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The entries of a set, as compactly as they allow. Arrays given to it must not change. */
sealed interface Values {
  /** Returns how many there are. */
  int length();

  /** Copies entries from {@code start} on. */
  void copy(int start, int count, float[] into, int offset);

  /** Adds entries to a digest. */
  void digest(int start, int count, MessageDigest into);

  /** Grey levels; entry i is the unsigned byte divided by 255. */
  final class Bytes implements Values {
    // A division costs more than a look-up; the quotients are the same.
    private static final float[] SCALED = scaled();

    private final byte[] levels;

    Bytes(byte[] levels) {
      this.levels = levels;
    }

    @Override
    public int length() {
      return levels.length;
    }

    @Override
    public void copy(int start, int count, float[] into, int offset) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = SCALED[levels[start + i] & 0xff];
      }
    }

    @Override
    public void digest(int start, int count, MessageDigest into) {
      into.update(levels, start, count);
    }

    private static float[] scaled() {
      float[] scaled = new float[256];
      for (int level = 0; level < scaled.length; level++) {
        scaled[level] = level / 255f;
      }
      return scaled;
    }
  }

  /** Real numbers. */
  final class Floats implements Values {
    private static final int PORTION = 4096;

    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void copy(int start, int count, float[] into, int offset) {
      System.arraycopy(values, start, into, offset, count);
    }

    @Override
    public void digest(int start, int count, MessageDigest into) {
      ByteBuffer buffer = ByteBuffer.allocate(PORTION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int done = 0; done < count; ) {
        int part = Math.min(PORTION, count - done);
        buffer.clear();
        buffer.asFloatBuffer().put(values, start + done, part);
        into.update(buffer.limit(part * Float.BYTES));
        done += part;
      }
    }
  }

  /**
   * Real numbers in rows of one width, where they stand.
   *
   * @param width of each row
   */
  @SuppressWarnings("ArrayRecordComponent") // Read where it stands, never compared.
  record Rows(float[][] rows, int width) implements Values {
    @Override
    public int length() {
      return Math.multiplyExact(rows.length, width);
    }

    @Override
    public void copy(int start, int count, float[] into, int offset) {
      for (int done = 0; done < count; ) {
        int column = (start + done) % width;
        int part = Math.min(width - column, count - done);
        System.arraycopy(rows[(start + done) / width], column, into, offset + done, part);
        done += part;
      }
    }

    @Override
    public void digest(int start, int count, MessageDigest into) {
      float[] copy = new float[count];
      copy(start, count, copy, 0);
      new Floats(copy).digest(0, count, into);
    }
  }
}
