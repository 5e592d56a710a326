package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The rules of captured steps: a replay reads states and counters as they are now, and gives what
 * the step itself gives.
 */
abstract class CaptureSuite extends OptimiserSuite {
  private static final int RUNS = 6;
  private static final Shape BATCH = Shape.of(4, 3);

  /** A step that reads a batch and noise, changes weights and sums up a loss. */
  private final class Step implements AutoCloseable {
    private final State batch = backend().state(BATCH.size());
    private final State weights = backend().state(9);
    private final State loss = backend().state(1);
    private final Counter counter = backend().counter();

    Step() {
      weights.set(0, Operand.random(Shape.of(3, 3), 1).values());
    }

    void run() {
      try (Scope scope = backend().scope()) {
        Ops ops = scope.ops();
        Tensor x = ops.view(batch, 0, BATCH);
        Tensor noise = ops.normal(new RandomStream(8, 2, counter), BATCH);
        Tensor y =
            ops.tanh(
                ops.matmul(ops.add(x, noise), ops.view(weights, 0, Shape.of(3, 3)), false, false));
        loss.accumulate(0, ops.sum(y, false));
        weights.accumulate(0, ops.affine(ops.matmul(x, y, true, false), 0.01, 0));
      }
      counter.advance(1);
    }

    void load(int run) {
      batch.set(0, Operand.random(BATCH, 100 + run).values());
    }

    double[] results() {
      double[] all = java.util.Arrays.copyOf(weights.toDoubles(0, 9), 11);
      all[9] = loss.toDoubles(0, 1)[0];
      all[10] = (double) counter.value();
      return all;
    }

    @Override
    public void close() {
      batch.close();
      weights.close();
      loss.close();
      counter.close();
    }
  }

  @Test
  void r75_capture_doesNotRunTheStep() {
    try (Step step = new Step();
        Replay replay = backend().capture(step::run)) {
      Check.equal("the counter after capture, before any replay", 0L, step.counter.value());
      replay.run();
      Check.equal("the counter after one replay", 1L, step.counter.value());
    }
  }

  @Test
  void r76_replay_givesWhatTheStepGives() {
    try (Step eager = new Step();
        Step captured = new Step();
        Replay replay = backend().capture(captured::run)) {
      for (int i = 0; i < RUNS; i++) {
        eager.load(i);
        eager.run();
        captured.load(i);
        replay.run();
        Check.equal(
            "weights, loss and counter after replay " + (i + 1),
            eager.results(),
            captured.results());
      }
    }
  }

  @Test
  void r77_replays_canStandSideBySide() {
    try (Step a = new Step();
        Step b = new Step();
        Step eager = new Step();
        Replay first = backend().capture(a::run);
        Replay second = backend().capture(b::run)) {
      for (int i = 0; i < RUNS; i++) {
        a.load(i);
        b.load(i);
        eager.load(i);
        first.run();
        second.run();
        eager.run();
      }
      Check.equal("the first of two replays", eager.results(), a.results());
      Check.equal("the second of two replays", eager.results(), b.results());
    }
  }

  @Test
  void r78_closedReplay_leavesNothingBehind() {
    long tensors = backend().memory().tensors();
    try (Step step = new Step()) {
      long bytes = backend().memory().bytes();
      Replay replay = backend().capture(step::run);
      for (int i = 0; i < RUNS; i++) {
        replay.run();
      }
      replay.close();
      replay.close();
      Check.equal("memory().bytes() after the replay closed", bytes, backend().memory().bytes());
    }
    Check.equal(
        "memory().tensors() after the replay closed", tensors, backend().memory().tensors());
  }
}
