package io.github.vae4j.core.data;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.files.LittleEndianOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes an array of 32-bit floats in NumPy's format, version 1.0, little-endian, rows first.
 *
 * <p>The format is that of <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>.
 */
public final class NpyWriter implements RowWriter {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private final PendingRows rows;
  private final LittleEndianOutput output;

  private NpyWriter(PendingRows rows) {
    this.rows = rows;
    this.output = new LittleEndianOutput(rows.channel());
  }

  /**
   * Opens a file for an array of shape (rows, row…).
   *
   * @param row the shape of one row
   * @throws IllegalArgumentException if {@code rows} is negative or a row has no entries
   * @throws DataException if the file cannot be written
   */
  public static NpyWriter open(Path file, int rows, Shape row) {
    PendingRows pending = PendingRows.open(file, Math.toIntExact(row.size()), rows);
    NpyWriter writer = new NpyWriter(pending);
    try {
      writer.output.write(header(row.prepend(rows)));
    } catch (IOException e) {
      throw pending.abandoned(e);
    }
    return writer;
  }

  @Override
  public void write(float[] values, int count) {
    rows.take(values, count);
    try {
      output.write(values, 0, count * rows.width());
    } catch (IOException e) {
      throw rows.abandoned(e);
    }
  }

  @Override
  public void close() {
    rows.close();
  }

  private static byte[] header(Shape shape) {
    String sizes =
        Arrays.stream(shape.toArray())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    String tuple = shape.rank() == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + ", }";
    int unpadded = MAGIC.length + Short.BYTES + dictionary.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = new byte[length];
    Arrays.fill(header, (byte) ' ');
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    int textLength = length - MAGIC.length - Short.BYTES;
    header[MAGIC.length] = (byte) textLength;
    header[MAGIC.length + 1] = (byte) (textLength >>> 8);
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, MAGIC.length + Short.BYTES, text.length);
    header[length - 1] = '\n';
    return header;
  }
}
