package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.Initializer;
import java.util.Arrays;

/** The usual first values of parameters. */
public final class Initializers {
  private Initializers() {}

  /** Returns an initialiser that gives 0. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** Returns an initialiser that gives one value. */
  public static Initializer constant(double value) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, (float) value);
      return values;
    };
  }

  /**
   * Returns an initialiser that draws from N(0, σ²).
   *
   * @throws IllegalArgumentException if {@code sigma} is negative or not finite
   */
  public static Initializer normal(double sigma) {
    require(
        sigma >= 0 && Double.isFinite(sigma),
        "normal",
        "sigma must be 0 or more and finite",
        sigma);
    return (shape, random) -> scaled(random.normal(Math.toIntExact(shape.size())), sigma, 0);
  }

  /**
   * Returns an initialiser that draws from the uniform distribution on (−bound, bound).
   *
   * @throws IllegalArgumentException if {@code bound} is negative or not finite
   */
  public static Initializer uniform(double bound) {
    require(
        bound >= 0 && Double.isFinite(bound),
        "uniform",
        "bound must be 0 or more and finite",
        bound);
    return (shape, random) ->
        scaled(random.uniform(Math.toIntExact(shape.size())), 2 * bound, -bound);
  }

  /**
   * Returns an initialiser that draws from U(−1/√fanIn, 1/√fanIn), for weights and biases alike: He
   * et al. 2015 with a leaky slope of √5, which is what PyTorch's linear and convolutional layers
   * begin with.
   *
   * @param fanIn how many inputs reach one output
   */
  public static Initializer kaimingUniform(int fanIn) {
    return uniform(1 / Math.sqrt(fan("kaimingUniform", fanIn)));
  }

  /**
   * Returns an initialiser that draws from N(0, 2 / fanIn), for layers followed by ReLU; He et al.
   * 2015, equation 10.
   */
  public static Initializer heNormal(int fanIn) {
    return normal(Math.sqrt(2.0 / fan("heNormal", fanIn)));
  }

  /**
   * Returns an initialiser that draws from U(−√(6 / (fanIn + fanOut)), √(6 / (fanIn + fanOut))),
   * for layers followed by tanh; Glorot and Bengio 2010, equation 16.
   */
  public static Initializer glorotUniform(int fanIn, int fanOut) {
    return uniform(Math.sqrt(6.0 / (fan("glorotUniform", fanIn) + fan("glorotUniform", fanOut))));
  }

  private static float[] scaled(float[] values, double scale, double shift) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale + shift);
    }
    return values;
  }

  private static double fan(String initializer, int fan) {
    require(fan >= 1, initializer, "a fan must be 1 or more", fan);
    return fan;
  }

  private static void require(boolean condition, String initializer, String wanted, Number value) {
    if (!condition) {
      throw new IllegalArgumentException(
          "Initializers." + initializer + ": " + wanted + ", got " + value);
    }
  }
}
