package io.github.vae4j.nd4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Times the matrix products of a training step of the 784-400-20 model, batch 128, by {@code
 * cblas_sgemm} of OpenBLAS on OpenBLAS's own threads: what the benchmark's floor is compared with.
 */
final class RawProducts {
  private static final int BATCH = 128;
  private static final int[][] LAYERS = {{784, 400}, {400, 20}, {400, 20}, {20, 400}, {400, 784}};
  private static final int ROUNDS = 7;
  private static final int TIMES = 100;

  private RawProducts() {}

  /**
   * Prints milliseconds, the median of seven rounds; the only argument is the number of threads.
   */
  public static void main(String[] arguments) {
    openblas_nolapack.blas_set_num_threads(Integer.parseInt(arguments[0]));
    double[] rounds = new double[ROUNDS];
    try (FloatPointer x = filled(BATCH * 784);
        FloatPointer w = filled(784 * 400);
        FloatPointer g = filled(BATCH * 784);
        FloatPointer out = filled(784 * 400)) {
      for (int i = -1; i < ROUNDS; i++) {
        long start = System.nanoTime();
        for (int j = 0; j < TIMES; j++) {
          step(x, w, g, out);
        }
        rounds[Math.max(0, i)] = (System.nanoTime() - start) / 1e6 / TIMES;
      }
    }
    Arrays.sort(rounds);
    System.out.printf(
        "%.3f ms (min %.3f, max %.3f)%n", rounds[ROUNDS / 2], rounds[0], rounds[ROUNDS - 1]);
  }

  private static FloatPointer filled(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 17 / 17f;
    }
    return new FloatPointer(values);
  }

  /** y = x W, dW = xᵀ g and, but for the first layer, dx = g Wᵀ. */
  private static void step(FloatPointer x, FloatPointer w, FloatPointer g, FloatPointer out) {
    for (int i = 0; i < LAYERS.length; i++) {
      int in = LAYERS[i][0];
      int width = LAYERS[i][1];
      product(false, false, BATCH, width, in, x, in, w, width, out);
      product(true, false, in, width, BATCH, x, in, g, width, out);
      if (i > 0) {
        product(false, true, BATCH, in, width, g, width, w, width, out);
      }
    }
  }

  private static void product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int widthA,
      FloatPointer b,
      int widthB,
      FloatPointer c) {
    int left = transposeA ? 112 : 111;
    int right = transposeB ? 112 : 111;
    openblas_nolapack.cblas_sgemm(101, left, right, m, n, k, 1f, a, widthA, b, widthB, 0f, c, n);
  }
}
