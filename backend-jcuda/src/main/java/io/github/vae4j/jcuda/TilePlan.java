package io.github.vae4j.jcuda;

import java.util.Locale;

/**
 * How a batch of equal matrix products is cut: into which tiles, and where these are too few to
 * occupy the device, into how many splits of the inner axis, which are added afterwards.
 *
 * <p>It depends on sizes alone, so that results have the same bits on every device.
 *
 * @param blocks of threads for each split
 * @param depth terms of the sums in each split, a multiple of the tile's; the last may have fewer
 * @param splits 1 or more
 */
record TilePlan(Tile tile, int blocks, int depth, int splits) {
  /** Those of an H100 and an H200, assumed of every device, lest results depend on it. */
  static final int MULTIPROCESSORS = 132;

  /** Cycles for the second launch, which adds the splits. */
  private static final int LAUNCH = 3500;

  /** Bytes that are written and read again in a cycle. */
  private static final int BYTES = 2000;

  private static final int MOST_SPLITS = 256;

  /**
   * Returns the plan that is estimated to be the fastest.
   *
   * @param matrices products of the batch
   * @param tiles that there are kernels for; of equals, the first is taken
   */
  static TilePlan of(int matrices, int rows, int columns, int terms, Tile... tiles) {
    long size = (long) matrices * rows * columns;
    TilePlan best = cut(matrices, rows, columns, terms, tiles[0], 1);
    for (Tile tile : tiles) {
      int most = Math.min(MOST_SPLITS, terms / tile.depth() + 1);
      for (int splits = 1; splits <= most; splits++) {
        TilePlan plan = cut(matrices, rows, columns, terms, tile, splits);
        best = plan.cycles(size) < best.cycles(size) ? plan : best;
      }
    }
    return best;
  }

  private static TilePlan cut(
      int matrices, int rows, int columns, int terms, Tile tile, int splits) {
    int share = (terms + splits - 1) / splits;
    int depth = Math.max(1, (share + tile.depth() - 1) / tile.depth()) * tile.depth();
    int blocks = Math.multiplyExact(matrices, tile.count(rows, columns));
    return new TilePlan(tile, blocks, depth, Math.max(1, (terms + depth - 1) / depth));
  }

  private long cycles(long size) {
    long sums = tile.cycles((long) blocks * splits, depth);
    return splits == 1 ? sums : sums + LAUNCH + splits * size * 2 * Float.BYTES / BYTES;
  }

  boolean isSplit() {
    return splits > 1;
  }

  Grid grid() {
    return new Grid(blocks, splits, 1, tile.threads());
  }

  /** Returns the name of the kernel that is a variant of another for this tile. */
  String kernel(String name, boolean tf32) {
    return name + "_" + tile.name().toLowerCase(Locale.ROOT) + (tf32 ? "_tf32" : "");
  }
}
