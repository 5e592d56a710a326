package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Activation;

/** The functions between layers and their derivatives, over tiles. */
final class Activations {
  private Activations() {}

  static void apply(Activation activation, float[] x, float[] out, int n, Scratch s) {
    switch (activation) {
      case IDENTITY -> {
        if (x != out) {
          System.arraycopy(x, 0, out, 0, n);
        }
      }
      case RELU -> Kernels.relu(x, out, n);
      case TANH -> Transcendental.tanh(x, out, n, s);
      case SIGMOID -> Transcendental.sigmoid(x, out, n, s);
      case SOFTPLUS -> Transcendental.softplus(x, out, n, s);
      case SILU -> Transcendental.silu(x, out, n, s);
    }
  }

  /**
   * Writes gradient · f′ over the gradient.
   *
   * @param y f(x), overwritten; not read for SiLU alone
   */
  static void gradient(Activation activation, float[] y, float[] gradient, int n, Scratch s) {
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        Kernels.positive(y, y, n, s);
        Kernels.mul(gradient, y, gradient, n);
      }
      case TANH -> Kernels.tanhGrad(y, gradient, gradient, n);
      case SIGMOID -> Kernels.sigmoidGrad(y, gradient, gradient, n);
      case SOFTPLUS -> {
        Transcendental.oneLessExpNegative(y, y, n, s);
        Kernels.mul(gradient, y, gradient, n);
      }
      case SILU -> throw new IllegalArgumentException("SILU needs its input");
    }
  }

  /** Adds a bias to each row of a part of a matrix and applies the activation, in place. */
  static Gemm.Done afterProduct(Span out, int width, Span bias, Activation activation) {
    return (row, rows, column, columns, s) -> {
      for (int from = 0; from < columns; from += Scratch.TILE) {
        int n = Math.min(Scratch.TILE, columns - from);
        int together = Math.min(rows, Scratch.TILE / n);
        bias.read(column + from, s.b, n);
        // one long loop over several rows takes less time than one for each
        for (int i = 1; i < together; i++) {
          System.arraycopy(s.b, 0, s.b, i * n, n);
        }
        for (int i = 0; i < rows; i += together) {
          int count = Math.min(together, rows - i);
          int at = (row + i) * width + column + from;
          out.readRows(at, width, s.a, count, n);
          Kernels.add(s.a, s.b, s.a, count * n);
          apply(activation, s.a, s.a, count * n, s);
          out.writeRows(at, width, s.a, count, n);
        }
      }
    };
  }
}
