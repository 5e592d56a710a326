package io.github.vae4j.api.tensor;

/** Matrix primitives over the last two axes; leading axes broadcast. */
public interface LinearAlgebra {
  /**
   * Returns the matrix product A · B, where A is {@code a}, transposed over its last two axes if
   * {@code transposeA}, and likewise B: (…, n, m) times (…, m, k) gives (…, n, k). An inner size of
   * 0 gives zeros.
   *
   * @throws IllegalArgumentException if an operand has rank below 2, or the inner sizes differ; the
   *     message names both shapes
   */
  Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB);

  /**
   * Returns X with T · X = B, where T is the lower or upper triangle of {@code triangle},
   * transposed if {@code transpose}. What stands on the other side of the diagonal is not read.
   *
   * @param triangle (…, n, n)
   * @param right (…, n, k)
   */
  Tensor triangularSolve(Tensor triangle, Tensor right, boolean lower, boolean transpose);
}
