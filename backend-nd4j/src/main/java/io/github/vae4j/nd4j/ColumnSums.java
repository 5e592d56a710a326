package io.github.vae4j.nd4j;

import java.util.Arrays;

/**
 * Sums down the columns of a matrix: a few rows are added in single precision, such blocks in
 * double. Blocks of columns and long runs of rows are worked on apart; both depend on the matrix
 * alone.
 */
final class ColumnSums {
  private static final int ROWS_IN_SINGLE = 32;
  private static final int ROWS_TOGETHER = 1024;
  private static final int COLUMNS_TOGETHER = 256;

  private final int rows;
  private final int columns;
  private final int blocks;
  private final int runs;

  ColumnSums(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.blocks = (columns + COLUMNS_TOGETHER - 1) / COLUMNS_TOGETHER;
    this.runs = Math.max(1, (rows + ROWS_TOGETHER - 1) / ROWS_TOGETHER);
  }

  void run(Span x, Span out, Workers workers) {
    run((from, count, s) -> x.read(from, s.a, count), out, workers);
  }

  /**
   * Writes the sum of each column.
   *
   * @param entries leaves a piece of one row, or several whole rows, in the scratch's first array
   */
  void run(Workers.Piece entries, Span out, Workers workers) {
    if (runs == 1) {
      workers.run(
          blocks,
          (block, s) -> {
            sums(block, 0, entries, s);
            write(out, block * COLUMNS_TOGETHER, s.sums, 0, length(block), s);
          });
      return;
    }
    double[] partial = new double[Math.multiplyExact(runs, columns)];
    workers.run(
        blocks * runs,
        (piece, s) -> {
          int block = piece % blocks;
          int run = piece / blocks;
          sums(block, run, entries, s);
          System.arraycopy(
              s.sums, 0, partial, run * columns + block * COLUMNS_TOGETHER, length(block));
        });
    workers.pieces(
        columns,
        Scratch.TILE,
        (from, count, s) -> {
          Arrays.fill(s.sums, 0, count, 0);
          for (int run = 0; run < runs; run++) {
            for (int i = 0; i < count; i++) {
              s.sums[i] += partial[run * columns + from + i];
            }
          }
          write(out, from, s.sums, 0, count, s);
        });
  }

  private int length(int block) {
    return Math.min(COLUMNS_TOGETHER, columns - block * COLUMNS_TOGETHER);
  }

  /** Leaves the sums of one block of columns over one run of rows in the scratch. */
  private void sums(int block, int run, Workers.Piece entries, Scratch s) {
    int count = length(block);
    int end = Math.min(rows, (run + 1) * ROWS_TOGETHER);
    int together = blocks == 1 ? Math.min(ROWS_IN_SINGLE, Nd4jShaping.rowsPerTile(columns)) : 1;
    Arrays.fill(s.sums, 0, count, 0);
    for (int row = run * ROWS_TOGETHER; row < end; row += ROWS_IN_SINGLE) {
      int last = Math.min(end, row + ROWS_IN_SINGLE);
      Arrays.fill(s.b, 0, count, 0f);
      for (int at = row; at < last; at += together) {
        int read = Math.min(together, last - at);
        entries.run(at * columns + block * COLUMNS_TOGETHER, read * count, s);
        for (int i = 0; i < read; i++) {
          Kernels.accumulate(s.b, s.a, i * count, count);
        }
      }
      Kernels.accumulate(s.sums, s.b, count);
    }
  }

  private static void write(Span out, int to, double[] sums, int from, int count, Scratch s) {
    for (int i = 0; i < count; i++) {
      s.b[i] = (float) sums[from + i];
    }
    out.write(to, s.b, count);
  }
}
