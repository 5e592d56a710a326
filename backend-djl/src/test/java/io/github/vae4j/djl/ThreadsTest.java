package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that capture, replay and score side by side do not see each other. */
class ThreadsTest {
  private static final int STEPS = 200;
  private static final Shape SQUARE = Shape.of(40, 40);

  private final Backend backend =
      new DjlBackendProvider().create(JsonOptions.of(Map.of("threads", 2), "test"));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void scoringBesideTraining_changesNeither() throws Exception {
    float[] trained = trained(1);
    float[] score = score();
    List<Callable<float[]>> work = new ArrayList<>(List.of(() -> trained(1)));
    for (int i = 0; i < 30; i++) {
      work.add(this::score);
    }
    List<float[]> results = together(work);
    assertThat(results.get(0)).isEqualTo(trained);
    assertThat(results.subList(1, results.size()))
        .allSatisfy(one -> assertThat(one).isEqualTo(score));
    assertThat(backend.memory().tensors()).isZero();
    assertThat(backend.memory().bytes()).isZero();
  }

  @Test
  void capturesOnSeveralThreads_areIndependent() throws Exception {
    List<float[]> expected = new ArrayList<>();
    List<Callable<float[]>> work = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      int own = seed;
      expected.add(trained(own));
      work.add(() -> trained(own));
    }
    List<float[]> results = together(work);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(results.get(i)).as("thread %d", i).isEqualTo(expected.get(i));
    }
    assertThat(backend.memory().bytes()).isZero();
  }

  private static List<float[]> together(List<Callable<float[]>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<float[]> results = new ArrayList<>();
      for (Future<float[]> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Captures a step that moves weights by noise, replays it, and returns the weights. */
  private float[] trained(int seed) {
    try (State weights = backend.state(SQUARE.size());
        Counter counter = backend.counter();
        Replay replay = backend.capture(() -> step(weights, counter, seed))) {
      for (int i = 0; i < STEPS; i++) {
        replay.run();
      }
      return weights.toFloats(0, (int) SQUARE.size());
    }
  }

  private void step(State weights, Counter counter, int seed) {
    try (Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tensor noise = ops.normal(new RandomStream(seed, 1, counter), SQUARE);
      Tensor product = ops.matmul(ops.view(weights, 0, SQUARE), noise, false, true);
      weights.accumulate(0, ops.affine(ops.tanh(ops.add(product, noise)), 0.01, 0));
    }
    counter.advance(1);
  }

  private float[] score() {
    try (Scope scope = backend.scope();
        Counter counter = backend.counter()) {
      Ops ops = scope.ops();
      Tensor x = ops.normal(new RandomStream(7, 1, counter), Shape.of(64, 40));
      Tensor w = ops.normal(new RandomStream(7, 2, counter), SQUARE);
      Tensor b = ops.uniform(new RandomStream(7, 3, counter), Shape.of(40));
      for (int i = 0; i < 20; i++) {
        x = ops.linear(x, w, b, Activation.TANH);
      }
      return x.toFloats();
    }
  }
}
