package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;

/** The functions between layers, as kernels name them. */
final class Activations {
  private Activations() {}

  /** Returns the number that {@code math.cuh} gives a function. */
  static int code(Activation activation) {
    return switch (activation) {
      case IDENTITY -> 0;
      case RELU -> 1;
      case TANH -> 2;
      case SIGMOID -> 3;
      case SOFTPLUS -> 4;
      case SILU -> 5;
    };
  }
}
