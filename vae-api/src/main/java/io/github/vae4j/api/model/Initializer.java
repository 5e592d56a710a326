package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Shape;

/** The first values of a parameter. */
@FunctionalInterface
public interface Initializer {
  /**
   * Returns values in row-major order.
   *
   * @param shape of the parameter
   * @param random uniform and normal numbers that depend on the seed and the parameter's name only
   */
  float[] values(Shape shape, HostNoise random);

  /** Random numbers on the host. */
  interface HostNoise {
    /** Returns so many numbers uniform on (0, 1). */
    float[] uniform(int count);

    /** Returns so many standard normal numbers. */
    float[] normal(int count);
  }
}
