package io.github.vae4j.core.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The entries of a set, as compactly as they allow. Arrays given to it must not change. */
sealed interface Values {
  /** Entries that are digested at once. */
  int PORTION = 4096;

  /** Returns how many there are. */
  long length();

  /** Copies entries from {@code start} on. */
  void copy(long start, int count, float[] into, int offset);

  /** Adds entries to a digest, as 32-bit floats. */
  default void digest(long start, long count, MessageDigest into) {
    float[] portion = new float[PORTION];
    ByteBuffer buffer = ByteBuffer.allocate(PORTION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long done = 0; done < count; ) {
      int part = (int) Math.min(PORTION, count - done);
      copy(start + done, part, portion, 0);
      buffer.clear();
      buffer.asFloatBuffer().put(portion, 0, part);
      into.update(buffer.limit(part * Float.BYTES));
      done += part;
    }
  }

  /** Grey levels; entry i is the unsigned byte divided by 255. */
  final class Bytes implements Values {
    // A division costs more than a look-up; the quotients are the same.
    private static final float[] SCALED = scaled();

    private final byte[] levels;

    Bytes(byte[] levels) {
      this.levels = levels;
    }

    @Override
    public long length() {
      return levels.length;
    }

    @Override
    public void copy(long start, int count, float[] into, int offset) {
      int from = Math.toIntExact(start);
      for (int i = 0; i < count; i++) {
        into[offset + i] = SCALED[levels[from + i] & 0xff];
      }
    }

    @Override
    public void digest(long start, long count, MessageDigest into) {
      into.update(levels, Math.toIntExact(start), Math.toIntExact(count));
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
    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    public long length() {
      return values.length;
    }

    @Override
    public void copy(long start, int count, float[] into, int offset) {
      System.arraycopy(values, Math.toIntExact(start), into, offset, count);
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
    public long length() {
      return (long) rows.length * width;
    }

    @Override
    public void copy(long start, int count, float[] into, int offset) {
      for (int done = 0; done < count; ) {
        int column = (int) ((start + done) % width);
        int part = Math.min(width - column, count - done);
        System.arraycopy(rows[(int) ((start + done) / width)], column, into, offset + done, part);
        done += part;
      }
    }
  }
}
