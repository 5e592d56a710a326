package io.github.vae4j.nd4j;

/** Sums along rows, of entries that are read or computed a tile at a time. */
final class RowSums {
  private RowSums() {}

  /** Leaves a run of entries in an array. */
  interface Source {
    void read(int from, float[] into, int count);
  }

  static void run(int rows, int width, Source source, Span out, Workers workers) {
    of(rows, width, (from, count, s) -> source.read(from, s.a, count), out, 1, workers);
  }

  /**
   * Writes factor · the sum of each row; the rows lie one behind the other.
   *
   * @param entries leaves a run of them in the scratch's first array
   */
  static void of(
      int rows, int width, Workers.Piece entries, Span out, float factor, Workers workers) {
    if (width > Scratch.TILE) {
      wide(rows, width, entries, out, factor, workers);
      return;
    }
    workers.pieces(
        rows,
        Nd4jShaping.rowsPerTile(width),
        (first, count, s) -> {
          entries.run(first * width, count * width, s);
          for (int row = 0; row < count; row++) {
            out.put(first + row, factor * Sums.of(s.a, row * width, width, s));
          }
        });
  }

  private static void wide(
      int rows, int width, Workers.Piece entries, Span out, float factor, Workers workers) {
    int tiles = (width + Scratch.TILE - 1) / Scratch.TILE;
    double[] partial = new double[Math.multiplyExact(rows, tiles)];
    workers.run(
        partial.length,
        (piece, s) -> {
          int at = piece % tiles * Scratch.TILE;
          int count = Math.min(Scratch.TILE, width - at);
          entries.run(piece / tiles * width + at, count, s);
          partial[piece] = Sums.of(s.a, 0, count, s);
        });
    workers.run(
        1,
        (piece, s) -> {
          for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = 0; i < tiles; i++) {
              sum += partial[row * tiles + i];
            }
            out.put(row, (float) (factor * sum));
          }
        });
  }
}
