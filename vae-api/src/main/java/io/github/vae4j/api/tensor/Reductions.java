package io.github.vae4j.api.tensor;

/**
 * Primitives that run along axes. {@code axes} lists the axes to reduce, each once; none listed
 * means all. With {@code keep} reduced axes stay with length 1.
 */
public interface Reductions {
  /**
   * Returns the sum; 0 over an empty axis. The error grows no faster than that of pairwise or
   * blocked summation.
   */
  Tensor sum(Tensor x, boolean keep, int... axes);

  /**
   * Returns the largest entry, NaN if there is one. Where several are largest the gradient is
   * shared equally.
   *
   * @throws IllegalArgumentException if an axis to reduce is empty
   */
  Tensor max(Tensor x, boolean keep, int... axes);

  /**
   * Returns log Σ eˣ without overflow; −∞ over an empty axis or where all are −∞, ∞ where one is ∞.
   */
  Tensor logSumExp(Tensor x, boolean keep, int... axes);

  /**
   * Returns the index of the largest entry along one axis, the first of equals (of NaNs, where
   * there are any), which axis is dropped; the gradient is 0.
   *
   * @throws IllegalArgumentException if the axis is empty
   */
  Tensor argmax(Tensor x, int axis);

  /**
   * Returns the running sum along one axis, each entry included; from the end where {@code
   * reverse}.
   */
  Tensor cumulativeSum(Tensor x, int axis, boolean reverse);
}
