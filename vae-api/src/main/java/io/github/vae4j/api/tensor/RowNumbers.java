package io.github.vae4j.api.tensor;

/**
 * Turns the entries of an index tensor into row numbers, for {@link Shaping#gather}, {@link
 * Shaping#scatterAdd} and {@link State#adamRows}. Every backend that reads them on the host calls
 * these, so that all refuse the same numbers with the same messages.
 */
public final class RowNumbers {
  private RowNumbers() {}

  /**
   * Returns the entries as whole numbers, in their order.
   *
   * @param operation the name for messages
   * @param count how many rows the table has
   * @throws IllegalArgumentException if an entry is not a whole number from 0 to {@code count} − 1
   */
  public static int[] of(String operation, double[] entries, int count) {
    int[] rows = new int[entries.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) entries[i];
      if (rows[i] != entries[i] || rows[i] < 0 || rows[i] >= count) {
        throw refusal(operation, Double.toString(entries[i]), i, count);
      }
    }
    return rows;
  }

  /**
   * Returns the entries as whole numbers, in their order.
   *
   * @param operation the name for messages
   * @param count how many rows the table has
   * @throws IllegalArgumentException if an entry is not a whole number from 0 to {@code count} − 1
   */
  public static int[] of(String operation, float[] entries, int count) {
    int[] rows = new int[entries.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) entries[i];
      if (rows[i] != entries[i] || rows[i] < 0 || rows[i] >= count) {
        // digits of single precision: widened, 0.1 would read 0.10000000149011612
        throw refusal(operation, Float.toString(entries[i]), i, count);
      }
    }
    return rows;
  }

  private static IllegalArgumentException refusal(
      String operation, String number, int entry, int count) {
    return new IllegalArgumentException(
        operation
            + ": row "
            + number
            + " (entry "
            + entry
            + " of the rows) does not lie in a table of "
            + count
            + " rows; rows are whole numbers from 0 to "
            + (count - 1));
  }
}
