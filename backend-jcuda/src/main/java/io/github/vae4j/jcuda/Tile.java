package io.github.vae4j.jcuda;

/**
 * The parts of a matrix product that blocks of threads compute, as {@code gemm.cuh} has them.
 *
 * <p>{@code alone} and {@code beside} are processor cycles for one term of a tile's sums, in a
 * multiprocessor that does 128 multiplications a cycle: for a block that has it to itself, and for
 * each of several that share it. They are estimates, by which tiles are compared.
 */
enum Tile {
  /** For products that occupy the device by their size alone. */
  LARGE(128, 128, 8, 256, 170, 150),
  /** For all others that are wide. */
  MEDIUM(64, 64, 16, 128, 45, 40),
  /** For many rows of few columns. */
  TALL(128, 32, 16, 128, 45, 40),
  /** For few rows or few columns. */
  SMALL(32, 32, 32, 64, 24, 16),
  /** For many rows of up to four columns. */
  NARROW(256, 4, 8, 64, 24, 16);

  /** To begin and to write the sums takes as long as so many terms, about. */
  private static final long AROUND = 16;

  private final int rows;
  private final int columns;
  private final int depth;
  private final int threads;
  private final int alone;
  private final int beside;

  Tile(int rows, int columns, int depth, int threads, int alone, int beside) {
    this.rows = rows;
    this.columns = columns;
    this.depth = depth;
    this.threads = threads;
    this.alone = alone;
    this.beside = beside;
  }

  /** Returns how many terms are held in shared memory at a time. */
  int depth() {
    return depth;
  }

  int threads() {
    return threads;
  }

  /** Returns the number of tiles that cover a matrix. */
  int count(int height, int width) {
    return (int) (((height + rows - 1L) / rows) * ((width + columns - 1L) / columns));
  }

  /**
   * Returns the estimated cycles until all of some blocks are done, each of {@code terms} terms.
   */
  long cycles(long blocks, int terms) {
    long shared = (blocks + TilePlan.MULTIPROCESSORS - 1) / TilePlan.MULTIPROCESSORS;
    return (terms + AROUND) * Math.max(alone, shared * beside);
  }
}
