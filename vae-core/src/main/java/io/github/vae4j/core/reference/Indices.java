package io.github.vae4j.core.reference;

/** Turns the entries of an index tensor into row numbers. */
final class Indices {
  private Indices() {}

  /** Refuses what is not a whole number from 0 to {@code count} − 1. */
  static int[] of(String operation, double[] numbers, int count) {
    int[] rows = new int[numbers.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) numbers[i];
      if (rows[i] != numbers[i] || rows[i] < 0 || rows[i] >= count) {
        throw new IllegalArgumentException(
            operation
                + ": row "
                + numbers[i]
                + " (entry "
                + i
                + " of the rows) does not lie in a table of "
                + count
                + " rows; rows are whole numbers from 0 to "
                + (count - 1));
      }
    }
    return rows;
  }
}
