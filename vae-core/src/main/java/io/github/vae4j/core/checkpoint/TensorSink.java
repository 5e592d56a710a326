package io.github.vae4j.core.checkpoint;

/** Takes the elements of one tensor in row-major order, in one piece or many. */
public interface TensorSink {
  /**
   * Appends elements.
   *
   * @throws IllegalArgumentException if the tensor is of another type, or these are more than its
   *     shape holds
   */
  default void write(float[] values) {
    write(values, 0, values.length);
  }

  /**
   * Appends {@code count} elements of {@code values}.
   *
   * @throws IllegalArgumentException if the tensor is of another type, or these are more than its
   *     shape holds
   */
  void write(float[] values, int from, int count);

  /**
   * Appends elements.
   *
   * @throws IllegalArgumentException if the tensor is of another type, or these are more than its
   *     shape holds
   */
  void write(double[] values);

  /**
   * Appends elements.
   *
   * @throws IllegalArgumentException if the tensor is of another type, or these are more than its
   *     shape holds
   */
  void write(long[] values);
}
