package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.LinearGradient;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The number of threads changes the time only. */
class ThreadsTest {
  @BeforeAll
  static void load() {
    Engine.start();
  }

  @Test
  void results_areEqualToTheBitForAnyNumberOfThreads() {
    List<float[]> expected = layer(1, 300);
    for (int threads : new int[] {2, 3, 5}) {
      List<float[]> actual = layer(threads, 300);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i))
            .as("result %d on %d threads", i, threads)
            .isEqualTo(expected.get(i));
      }
    }
  }

  @Test
  void scopesOfSeveralThreads_workSideBySide() throws Exception {
    try (Nd4jBackend backend = new Nd4jBackend(2)) {
      List<float[]> expected = layer(backend, 100);
      ExecutorService callers = Executors.newFixedThreadPool(4);
      try {
        List<Future<List<float[]>>> running = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          running.add(callers.submit(() -> layer(backend, 100)));
        }
        for (Future<List<float[]>> one : running) {
          List<float[]> actual = one.get();
          for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).isEqualTo(expected.get(i));
          }
        }
      } finally {
        callers.shutdownNow();
      }
      assertThat(backend.memory().tensors()).isZero();
    }
  }

  @Test
  void aFailingPiece_failsTheOperationAndLeavesTheThreadsAtWork() {
    try (Workers workers = new Workers(3)) {
      for (int round = 0; round < 100; round++) {
        assertThatThrownBy(
                () ->
                    workers.run(
                        8,
                        (piece, s) -> {
                          if (piece == 5) {
                            throw new IllegalArgumentException("piece five");
                          }
                        }))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("piece five");
        int[] done = new int[1000];
        workers.run(1000, (piece, s) -> done[piece]++);
        assertThat(done).containsOnly(1);
      }
    }
  }

  @Test
  void closedWorkers_refuseWork() {
    Workers workers = new Workers(2);
    workers.close();
    workers.close();
    assertThatThrownBy(() -> workers.run(1, (piece, s) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the backend 'nd4j' is closed; make a new one");
  }

  private static List<float[]> layer(int threads, int rows) {
    try (Nd4jBackend backend = new Nd4jBackend(threads)) {
      return layer(backend, rows);
    }
  }

  /** A layer of two million weights and more, forward and backward, and whatever else is split. */
  private static List<float[]> layer(Nd4jBackend backend, int rows) {
    try (Scope scope = backend.scope();
        Counter step = backend.counter()) {
      Ops ops = scope.ops();
      Tensor x = ops.normal(new RandomStream(1, 1, step), Shape.of(rows, 500));
      Tensor w = ops.uniform(new RandomStream(1, 2, step), Shape.of(500, 700));
      Tensor b = ops.normal(new RandomStream(1, 3, step), Shape.of(700));
      Tensor y = ops.linear(x, w, b, Activation.TANH);
      Tensor g = ops.normal(new RandomStream(1, 4, step), y.shape());
      LinearGradient slopes = ops.linearGrad(x, w, y, Activation.TANH, g, true);
      Tensor images = ops.reshape(x, Shape.of(rows, 10, 10, 5));
      Tensor kernel = ops.normal(new RandomStream(1, 5, step), Shape.of(8, 3, 3, 5));
      Tensor convolved = ops.conv2d(images, kernel, Window.of(2, 1));
      Tensor kernelSlope = ops.convWeightGrad(images, convolved, Window.of(2, 1), 3, 3);
      Tensor back = ops.convTranspose2d(convolved, kernel, Window.of(2, 1), 10, 10);
      Tensor biases = ops.normal(new RandomStream(1, 6, step), Shape.of(8));
      Tensor small = ops.convolution(images, kernel, biases, Window.of(2, 1), Activation.SIGMOID);
      Tensor shifts = ops.normal(new RandomStream(1, 7, step), Shape.of(5));
      Tensor large =
          ops.transposedConvolution(
              small, kernel, shifts, Window.of(2, 1), 10, 10, Activation.RELU);
      List<Tensor> results = new ArrayList<>(List.of(y, slopes.weight(), slopes.bias(), x.sum()));
      results.addAll(List.of(x.sum(0), x.sum(1), x.logSumExp(0), convolved, kernelSlope, back));
      results.addAll(List.of(small, large));
      results.add(ops.bernoulliLogProb(ops.sigmoid(g), y));
      if (slopes.input() != null) {
        results.add(slopes.input());
      }
      return results.stream().map(Tensor::toFloats).toList();
    }
  }
}
