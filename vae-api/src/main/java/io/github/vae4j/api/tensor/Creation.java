package io.github.vae4j.api.tensor;

/** Operations that make tensors out of host values, states and random streams. */
public interface Creation {
  /**
   * Returns a tensor with the given values in row-major order.
   *
   * @throws IllegalArgumentException if the number of values is not the shape's size
   */
  Tensor tensor(float[] values, Shape shape);

  /**
   * Returns a tensor with the given values in row-major order, rounded to the backend's element
   * type.
   *
   * @throws IllegalArgumentException if the number of values is not the shape's size
   */
  Tensor tensor(double[] values, Shape shape);

  /** Returns a tensor filled with one value. */
  Tensor full(double value, Shape shape);

  /** Returns 0, 1, …, count − 1 as a tensor of shape (count). */
  Tensor range(int count);

  /**
   * Returns a live read-only look at part of a state: what is later written there is seen by
   * operations run after it.
   *
   * @param offset the first entry
   * @throws IllegalArgumentException if the range does not lie in the state, or the state is
   *     another backend's
   */
  Tensor view(State state, long offset, Shape shape);

  /**
   * Returns numbers uniform on the open interval (0, 1), (2·(bits ≫ 9) + 1) · 2⁻²⁴, bit-identical
   * on all backends.
   */
  Tensor uniform(RandomStream stream, Shape shape);

  /** Returns standard normal numbers by Box and Muller's method, bit-identical on all backends. */
  Tensor normal(RandomStream stream, Shape shape);
}
