package io.github.vae4j.core.data;

import io.github.vae4j.api.model.DataSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The entries of a set, as compactly as they allow. Arrays given to it must not change. */
sealed interface Values {
  /** Entries that are digested at once. */
  int PORTION = 4096;

  /** Returns a copy of entries, rows end to end, all of them possible. */
  static Values copied(DataSchema schema, float[] values) {
    int width = Math.max(1, schema.size());
    for (int i = 0; i < values.length; i++) {
      requirePossible(schema, values[i], i / width, i % width);
    }
    return new Floats(values.clone());
  }

  /** Returns rows as they stand, all entries possible. */
  static Values viewing(DataSchema schema, float[][] rows) {
    int width = schema.size();
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != width) {
        throw new IllegalArgumentException(
            "Dataset.viewing: row "
                + row
                + " has "
                + rows[row].length
                + " entries, one of shape "
                + schema.shape()
                + " has "
                + width);
      }
      for (int column = 0; column < width; column++) {
        requirePossible(schema, rows[row][column], row, column);
      }
    }
    return new Rows(rows, width);
  }

  private static void requirePossible(DataSchema schema, float value, int row, int column) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "Dataset: entry "
              + column
              + " of row "
              + row
              + " is "
              + value
              + "; entries must be finite: put 0 where one is missing, and say by Masks that it is");
    }
    int categories = schema.columns().isEmpty() ? 0 : schema.columns().get(column).categories();
    if (categories > 0 && !(value >= 0 && value < categories && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "Dataset: row "
              + row
              + " has "
              + value
              + " as '"
              + schema.columns().get(column).name()
              + "'; it must be a whole number from 0 to "
              + (categories - 1));
    }
  }

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
