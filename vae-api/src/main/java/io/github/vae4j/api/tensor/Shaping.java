package io.github.vae4j.api.tensor;

import java.util.List;

/** Primitives that move entries and compute nothing. */
public interface Shaping {
  /**
   * Returns the same entries, in row-major order, in another shape.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  Tensor reshape(Tensor x, Shape shape);

  /**
   * Returns x with its axes reordered: axis i of the result is axis {@code axes[i]} of x.
   *
   * @throws IllegalArgumentException if {@code axes} is not a permutation of all axes
   */
  Tensor permute(Tensor x, int... axes);

  /**
   * Returns x repeated to a shape it broadcasts to.
   *
   * @throws IllegalArgumentException if it does not
   */
  Tensor broadcastTo(Tensor x, Shape shape);

  /**
   * Returns the entries {@code from} (inclusive) to {@code to} (exclusive) along one axis.
   *
   * @throws IllegalArgumentException unless 0 ≤ from ≤ to ≤ the axis length
   */
  Tensor slice(Tensor x, int axis, int from, int to);

  /** Returns x with {@code before} and {@code after} zeros added along one axis. */
  Tensor pad(Tensor x, int axis, int before, int after);

  /**
   * Returns tensors joined along one axis.
   *
   * @throws IllegalArgumentException if there are none, or another axis differs
   */
  Tensor concat(List<Tensor> parts, int axis);

  /**
   * Returns rows of a table: the result has the shape of {@code rows} followed by the table's inner
   * axes.
   *
   * @param table (n, …)
   * @param rows whole numbers from 0 to n − 1, any shape; no gradient passes to it
   * @throws IllegalArgumentException if {@code table} is a scalar. An index outside the table is
   *     refused where the backend can see it, and gives NaN rows where it cannot without waiting
   *     for its device.
   */
  Tensor gather(Tensor table, Tensor rows);

  /**
   * Returns a table of {@code count} rows, each the sum of the updates addressed to it: the adjoint
   * of {@link #gather}. The order of addition is that of the updates, so the result is the same
   * each time.
   *
   * @param rows whole numbers from 0 to count − 1, any shape
   * @param updates the shape of {@code rows} followed by the table's inner axes
   */
  Tensor scatterAdd(Tensor rows, Tensor updates, int count);
}
