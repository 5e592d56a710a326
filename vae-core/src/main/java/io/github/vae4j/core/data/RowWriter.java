package io.github.vae4j.core.data;

import io.github.vae4j.api.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes rows of numbers to a file as they are computed.
 *
 * <p>The number of rows is said beforehand. The file takes its place when it is closed after the
 * last of them; closed earlier, as after a failure, it leaves nothing behind and what stood there
 * before untouched.
 */
public interface RowWriter extends AutoCloseable {
  /**
   * Opens a file of the kind that the ending of its name says: {@code .npy} or {@code .csv}.
   *
   * @param columns their headings, which a CSV file carries as its first line
   * @param rows how many there will be
   * @throws IllegalArgumentException if the name ends otherwise, or there are no columns
   * @throws DataException if the file cannot be written
   */
  static RowWriter open(Path file, List<String> columns, int rows) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return NpyWriter.open(file, rows, Shape.of(columns.size()));
    }
    if (name.endsWith(".csv")) {
      return CsvWriter.open(file, rows, columns);
    }
    throw new IllegalArgumentException(
        "RowWriter.open: the name of "
            + file
            + " must end in .npy or .csv, which says how to write it");
  }

  /**
   * Writes the next rows.
   *
   * @param values the rows end to end; more may follow them in the array
   * @param rows how many
   * @throws IllegalArgumentException if these are more rows than were announced, or than the array
   *     holds
   * @throws DataException if they cannot be written
   */
  void write(float[] values, int rows);

  /**
   * Moves the file to its place, or drops it if rows are missing.
   *
   * @throws IllegalStateException if fewer rows were written than announced
   * @throws DataException if it cannot be moved
   */
  @Override
  void close();
}
