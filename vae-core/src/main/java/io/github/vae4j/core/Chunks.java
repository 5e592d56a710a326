package io.github.vae4j.core;

import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.Arrays;

/** Works off many rows some at a time, each portion in a scope and a pass of its own. */
final class Chunks {
  private static final int ROWS = 256;

  private Chunks() {}

  /** What is done with rows {@code from} to {@code to}, exclusive. */
  interface Work {
    void on(Pass pass, int from, int to);
  }

  static void forEach(Weights weights, int rows, int seed, Work work) {
    try (Counter step = weights.backend().counter()) {
      for (int from = 0; from < rows; from += ROWS) {
        step.set(from);
        try (Scope scope = weights.backend().scope()) {
          Noise noise = new Noise(scope.ops(), new RandomStream(seed, 0, step)).at("sample");
          work.on(ModelPass.evaluating(weights, noise), from, Math.min(rows, from + ROWS));
        }
      }
    }
  }

  static Tensor tensor(Ops ops, float[][] rows, int from, int to) {
    int width = rows[from].length;
    float[] flat = new float[(to - from) * width];
    for (int i = from; i < to; i++) {
      System.arraycopy(rows[i], 0, flat, (i - from) * width, width);
    }
    return ops.tensor(flat, Shape.of(to - from, width));
  }

  /** Copies rows out of (rows, row…), or of what broadcasts to it. */
  static void split(Tensor values, Shape row, float[][] into, int from, int to) {
    int width = Math.toIntExact(row.size());
    float[] flat = values.broadcastTo(row.prepend(to - from)).toFloats();
    for (int i = 0; i < to - from; i++) {
      into[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
  }
}
