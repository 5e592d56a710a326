package io.github.vae4j.nd4j;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * A matrix product C = A · B by OpenBLAS, C being (rows, columns), in pieces that several threads
 * work on. What the pieces are depends on the sizes alone.
 *
 * @param inner the columns of A and rows of B
 * @param transposeA whether A lies in memory as (inner, rows)
 * @param transposeB whether B lies in memory as (columns, inner)
 */
record Gemm(int rows, int columns, int inner, boolean transposeA, boolean transposeB) {
  private static final int ROW_MAJOR = 101;
  private static final int AS_IT_IS = 111;
  private static final int TRANSPOSED = 112;

  /** Multiplications below which a second thread costs more than it gains. */
  private static final long SMALL = 300_000;

  /** The most multiplications of one piece, up to so many pieces that more would be of no use. */
  private static final long LARGE = 24_000_000;

  private static final int MOST_PIECES = 64;

  /** Rows or columns of C below which a piece spends its time on fetching the other operand. */
  private static final int NARROW = 128;

  /** Terms that OpenBLAS adds up one after the other; more of them would lose too much. */
  private static final int DEEP = 2048;

  /** OpenBLAS's kernels work on so many rows or columns at once. */
  private static final int STEP = 16;

  /** Is told which part of C is done, on the thread that did it. */
  interface Done {
    void part(int row, int rows, int column, int columns, Scratch scratch);
  }

  /** For whom nothing follows. */
  static final Done NOTHING = (row, rows, column, columns, scratch) -> {};

  /** How the longer side of C is cut. */
  record Cut(boolean alongRows, int step, int pieces) {}

  long multiplications() {
    return (long) rows * columns * inner;
  }

  Cut cut() {
    boolean alongRows = rows >= columns;
    int size = alongRows ? rows : columns;
    long work = multiplications();
    int wanted = work < SMALL ? 1 : 2;
    // doubled, for two threads would wait for the third of three equal pieces
    while (work / wanted > LARGE && wanted < MOST_PIECES && size / (2 * wanted) >= NARROW) {
      wanted *= 2;
    }
    int step = ((size + wanted - 1) / wanted + STEP - 1) / STEP * STEP;
    return new Cut(alongRows, step, (size + step - 1) / step);
  }

  /** Writes C, or adds the product to it. */
  void run(Span a, Span b, Span c, boolean add, Workers workers) {
    run(a, b, c, add, workers, NOTHING);
  }

  void run(Span a, Span b, Span c, boolean add, Workers workers, Done done) {
    if (rows == 0 || columns == 0) {
      return;
    }
    Cut cut = cut();
    workers.run(cut.pieces, (piece, s) -> piece(cut, piece, a, b, c, add, done, s));
  }

  /** Computes one piece, as part of a task. */
  void piece(Cut cut, int piece, Span a, Span b, Span c, boolean add, Done done, Scratch s) {
    int from = piece * cut.step;
    if (cut.alongRows) {
      int count = Math.min(cut.step, rows - from);
      part(a, b, c, add, from, count, 0, columns, s);
      done.part(from, count, 0, columns, s);
    } else {
      int count = Math.min(cut.step, columns - from);
      part(a, b, c, add, 0, rows, from, count, s);
      done.part(0, rows, from, count, s);
    }
  }

  private void part(
      Span a, Span b, Span c, boolean add, int row, int m, int column, int n, Scratch s) {
    if (inner == 0) {
      if (!add) {
        zero(c, row, m, column, n, s);
      }
      return;
    }
    if (inner <= DEEP) {
      product(a, b, c, add, row, m, column, n, 0);
    } else {
      deep(a, b, c, add, row, m, column, n, s);
    }
  }

  /** Adds up products of {@link #DEEP} terms in double precision. */
  private void deep(
      Span a, Span b, Span c, boolean add, int row, int m, int column, int n, Scratch s) {
    double[] sums = new double[Math.multiplyExact(m, n)];
    if (add) {
      accumulate(c, row, m, column, n, sums, s);
    }
    for (int k = 0; k < inner; k += DEEP) {
      product(a, b, c, false, row, m, column, n, k);
      accumulate(c, row, m, column, n, sums, s);
    }
    for (int i = 0; i < m; i++) {
      for (int at = 0; at < n; at += Scratch.TILE) {
        int count = Math.min(Scratch.TILE, n - at);
        for (int j = 0; j < count; j++) {
          s.a[j] = (float) sums[i * n + at + j];
        }
        c.write((row + i) * columns + column + at, s.a, count);
      }
    }
  }

  private void accumulate(Span c, int row, int m, int column, int n, double[] sums, Scratch s) {
    for (int i = 0; i < m; i++) {
      for (int at = 0; at < n; at += Scratch.TILE) {
        int count = Math.min(Scratch.TILE, n - at);
        c.read((row + i) * columns + column + at, s.a, count);
        for (int j = 0; j < count; j++) {
          sums[i * n + at + j] += s.a[j];
        }
      }
    }
  }

  /** Multiplies at most {@link #DEEP} columns of A and rows of B, from {@code k} on. */
  private void product(
      Span a, Span b, Span c, boolean add, int row, int m, int column, int n, int k) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR,
        transposeA ? TRANSPOSED : AS_IT_IS,
        transposeB ? TRANSPOSED : AS_IT_IS,
        m,
        n,
        Math.min(DEEP, inner - k),
        1f,
        a.pointer(transposeA ? (long) k * rows + row : (long) row * inner + k),
        transposeA ? rows : inner,
        b.pointer(transposeB ? (long) column * inner + k : (long) k * columns + column),
        transposeB ? inner : columns,
        add ? 1f : 0f,
        c.pointer((long) row * columns + column),
        columns);
  }

  private void zero(Span c, int row, int m, int column, int n, Scratch s) {
    Arrays.fill(s.a, 0f);
    for (int i = row; i < row + m; i++) {
      for (int at = 0; at < n; at += Scratch.TILE) {
        c.write(i * columns + column + at, s.a, Math.min(Scratch.TILE, n - at));
      }
    }
  }
}
