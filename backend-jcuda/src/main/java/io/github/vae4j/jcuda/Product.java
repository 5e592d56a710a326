package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of matrices of equal sizes, (rows, terms) times (terms, columns).
 *
 * @param transposeLeft whether the left ones are (terms, rows) in memory
 * @param transposeRight whether the right ones are (columns, terms) in memory
 * @param batch which matrices are multiplied with which
 */
record Product(
    int matrices,
    int rows,
    int columns,
    int terms,
    boolean transposeLeft,
    boolean transposeRight,
    Walk batch) {

  /** Returns one product. */
  static Product single(
      int rows, int columns, int terms, boolean transposeLeft, boolean transposeRight) {
    Walk none = Walk.over(Shape.scalar(), new int[0], new int[0]);
    return new Product(1, rows, columns, terms, transposeLeft, transposeRight, none);
  }

  /** Returns the products over the last two axes, the leading ones broadcast. */
  static Product of(Shape a, Shape b, Shape result, boolean transposeA, boolean transposeB) {
    int terms = a.dim(transposeA ? -2 : -1);
    Shape batch = result.dropTrailing(2);
    boolean oneRight = b.dropTrailing(2).size() == 1;
    if (oneRight && !transposeA && a.dropTrailing(2).size() == batch.size()) {
      // the left matrices are one tall matrix
      int rows = Math.toIntExact(batch.size() * result.dim(-2));
      return single(rows, result.dim(-1), terms, false, transposeB);
    }
    return new Product(
        Math.toIntExact(batch.size()),
        result.dim(-2),
        result.dim(-1),
        terms,
        transposeA,
        transposeB,
        pairs(batch, a, b));
  }

  /** Returns where the matrices of two operands begin, for each matrix of a batch. */
  static Walk pairs(Shape batch, Shape a, Shape b) {
    return Walk.over(batch, strides(a, batch), strides(b, batch));
  }

  private static int[] strides(Shape matrices, Shape batch) {
    int size = (int) matrices.trailing(2).size();
    int[] strides = Walk.stretched(matrices.dropTrailing(2), batch);
    return Arrays.stream(strides).map(stride -> stride * size).toArray();
  }

  /** Returns the number of results. */
  int size() {
    return matrices * rows * columns;
  }

  TilePlan plan(boolean tf32) {
    return tf32
        ? TilePlan.of(matrices, rows, columns, terms, Tile.LARGE, Tile.MEDIUM)
        : TilePlan.of(matrices, rows, columns, terms, Tile.LARGE, Tile.MEDIUM, Tile.SMALL);
  }

  /**
   * Returns the members of the structure {@code Product} of {@code gemm.cu}.
   *
   * @param activation its {@linkplain Activations#code code}
   */
  int[] members(String operation, TilePlan plan, int activation) {
    int[] own = {
      rows,
      columns,
      terms,
      transposeLeft ? 0 : 1,
      transposeRight ? 1 : 0,
      plan.depth(),
      size(),
      activation
    };
    return joined(own, batch.members(operation));
  }

  /** Returns the members of a structure whose last member is itself one. */
  static int[] joined(int[] own, int... last) {
    return IntStream.concat(Arrays.stream(own), Arrays.stream(last)).toArray();
  }
}
