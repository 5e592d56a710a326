package io.github.vae4j.jcuda;

/**
 * How many blocks of how many threads run a kernel.
 *
 * @param x blocks along x, up to 2³¹ − 1
 * @param y blocks along y, up to 65535
 * @param z blocks along z, up to 65535
 * @param threads in a block, along x, up to 1024
 */
record Grid(int x, int y, int z, int threads) {
  /** What most kernels are written for. */
  static final int THREADS = 256;

  /** Returns so many blocks of {@link #THREADS} threads that each entry has its own thread. */
  static Grid flat(long entries) {
    return blocks((entries + THREADS - 1) / THREADS);
  }

  /** Returns so many blocks of {@link #THREADS} threads. */
  static Grid blocks(long count) {
    return new Grid(Math.toIntExact(count), 1, 1, THREADS);
  }
}
