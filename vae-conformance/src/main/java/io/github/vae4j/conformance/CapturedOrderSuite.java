package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of what a step may do while it is captured: whatever it does by itself. */
abstract class CapturedOrderSuite extends CaptureSuite {
  private static final int RUNS = 4;
  private static final int SIZE = 24;
  private static final Shape FOUR = Shape.of(4);

  /** What a step does. */
  private interface Body {
    void run(Ops ops, Stage on);
  }

  /** What a step reads and writes. */
  private final class Stage implements AutoCloseable {
    final State state = backend().state(SIZE);
    final State first = backend().state(SIZE);
    final State second = backend().state(SIZE);
    final State scalars = backend().state(StepScalar.COUNT);
    final State health = backend().state(State.HEALTH_SIZE);
    final Counter counter = backend().counter();

    void load(int run) {
      state.set(0, Operand.random(Shape.of(SIZE), run + 1).values());
      scalars.set(0, new double[] {0.1 / (run + 1), 0.9, 0.99, 1e-8, 0.5, 0.5, 0, 0, 0, 1});
      health.set(0, new double[] {run % 2, 1});
    }

    void run(Body body) {
      try (Scope scope = backend().scope()) {
        body.run(scope.ops(), this);
      }
    }

    double[] results() {
      double[] all = Arrays.copyOf(state.toDoubles(0, SIZE), SIZE + 3);
      all[SIZE] = health.toDoubles(0, 1)[0];
      all[SIZE + 1] = first.toDoubles(4, 1)[0];
      all[SIZE + 2] = (double) counter.value();
      return all;
    }

    @Override
    public void close() {
      state.close();
      first.close();
      second.close();
      scalars.close();
      health.close();
      counter.close();
    }
  }

  /** Demands of each replay what the step itself gives with the same states. */
  private void replayGivesTheSame(String what, Body body) {
    try (Stage eager = new Stage();
        Stage captured = new Stage();
        Replay replay = backend().capture(() -> captured.run(body))) {
      for (int run = 0; run < RUNS; run++) {
        eager.load(run);
        eager.run(body);
        captured.load(run);
        replay.run();
        Check.equal(what + ", replay " + (run + 1), eager.results(), captured.results());
      }
    }
  }

  @Test
  void r71_countersInsideAStep_advanceInTheirPlace() {
    replayGivesTheSame(
        "draws before and after the counter advanced",
        (ops, on) -> {
          RandomStream stream = new RandomStream(8, 2, on.counter);
          on.state.assign(0, ops.normal(stream, FOUR));
          on.counter.advance(1);
          on.state.assign(4, ops.normal(stream, FOUR));
          on.state.assign(8, ops.uniform(stream, FOUR));
          on.counter.advance(2);
          on.state.accumulate(8, ops.uniform(stream, FOUR));
        });
  }

  @Test
  void r72_readsAndWrites_keepTheirOrder() {
    replayGivesTheSame(
        "what was read before, between and after writes",
        (ops, on) -> {
          Tensor live = ops.view(on.state, 0, FOUR);
          Tensor before = ops.affine(live, 2, 0);
          on.state.fill(0, 2, 7);
          Tensor between = ops.affine(live, 1, 1);
          on.state.assign(1, ops.full(-3, Shape.of(2)));
          on.state.accumulate(0, ops.view(on.state, 4, FOUR));
          on.state.fill(3, 1, 0.5);
          on.state.assign(8, before);
          on.state.assign(12, between);
          on.state.assign(16, live);
          on.state.fill(8, 1, 4);
          on.state.assign(4, ops.mul(live, ops.view(on.state, 16, FOUR)));
        });
  }

  @Test
  void r73_constantsOfAStep_stayAsTheyWere() {
    double[] values = {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1.0 / 3};
    replayGivesTheSame(
        "constants, those that are no number among them",
        (ops, on) -> {
          on.state.assign(0, ops.tensor(values, FOUR));
          on.state.assign(4, ops.full(Double.POSITIVE_INFINITY, Shape.of(2)));
          on.state.fill(6, 2, Double.NaN);
          on.state.assign(8, ops.affine(ops.view(on.state, 8, FOUR), Double.NaN, 1));
          on.state.assign(12, ops.affine(ops.range(4), 1e-40, Double.NEGATIVE_INFINITY));
          on.state.assign(16, ops.full(1, Shape.of(0, 3)));
          on.state.assign(16, ops.sum(ops.full(1, Shape.of(0, 4)), false, 0));
          on.state.assign(20, ops.concat(List.of(ops.full(2, Shape.of(0)), ops.range(4)), 0));
        });
  }

  @Test
  void r74_health_isReadAtEachReplay() {
    replayGivesTheSame(
        "updates under health",
        (ops, on) -> {
          on.state.assign(0, ops.full(3, FOUR), on.health);
          on.state.adamStep(4, 4, on.state, on.first, on.second, on.scalars, on.health);
          // no number where the entry lies below 0, as it does in some runs
          on.state.measure(ops.log(ops.view(on.state, 20, Shape.of(1))), on.health);
          on.state.assign(8, ops.full(5, FOUR), on.health);
        });
  }

  @Test
  void r76_rowNumbers_areReadAtEachReplay() {
    try (State rows = backend().state(3);
        State table = backend().state(8);
        State picked = backend().state(6);
        State added = backend().state(8);
        Replay replay =
            backend()
                .capture(
                    () -> {
                      try (Scope scope = backend().scope()) {
                        Ops ops = scope.ops();
                        Tensor numbers = ops.view(rows, 0, Shape.of(3));
                        Tensor found = ops.gather(ops.view(table, 0, Shape.of(4, 2)), numbers);
                        picked.assign(0, found);
                        added.assign(0, ops.scatterAdd(numbers, found, 4));
                      }
                    })) {
      table.set(0, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
      rows.set(0, new double[] {0, 1, 2});
      replay.run();
      Check.equal("rows 0, 1, 2", new double[] {1, 2, 3, 4, 5, 6}, picked.toDoubles(0, 6));
      rows.set(0, new double[] {3, 0, 3});
      replay.run();
      Check.equal("rows 3, 0, 3", new double[] {7, 8, 1, 2, 7, 8}, picked.toDoubles(0, 6));
      Check.equal(
          "added to rows 3, 0, 3", new double[] {1, 2, 0, 0, 0, 0, 14, 16}, added.toDoubles(0, 8));
    }
  }

  @Test
  void r79_captures_shareStates() {
    try (State state = backend().state(1);
        Replay add = backend().capture(() -> change(state, 1, 1));
        Replay twice = backend().capture(() -> change(state, 2, 0))) {
      add.run();
      twice.run();
      add.run();
      change(state, 1, 1);
      twice.run();
      Check.equal("((0 + 1) · 2 + 1 + 1) · 2", 8.0, state.toDoubles(0, 1)[0]);
      long bytes = backend().memory().bytes();
      long tensors = backend().memory().tensors();
      state.set(0, new double[] {-500});
      for (int i = 0; i < 1000; i++) {
        add.run();
      }
      Check.equal("−500 + 1000 replays", 500.0, state.toDoubles(0, 1)[0]);
      Check.equal("memory().bytes() after them", bytes, backend().memory().bytes());
      Check.equal("memory().tensors() after them", tensors, backend().memory().tensors());
    }
  }

  @Test
  void r78_failedStep_leavesNothingBehind() {
    boolean[] failing = {true};
    try (State state = backend().state(1);
        Replay replay =
            backend()
                .capture(
                    () -> {
                      try (Scope scope = backend().scope()) {
                        Tensor one = scope.ops().tensor(new double[] {1}, Shape.of(1));
                        if (failing[0]) {
                          throw new IllegalArgumentException("on purpose");
                        }
                        state.accumulate(0, one);
                      }
                    })) {
      long bytes = backend().memory().bytes();
      long tensors = backend().memory().tensors();
      for (int i = 0; i < RUNS; i++) {
        Check.refused(
            "a replay of a step that fails",
            IllegalArgumentException.class,
            replay::run,
            "on purpose");
      }
      Check.equal("memory().bytes() after a failed step", bytes, backend().memory().bytes());
      Check.equal("memory().tensors() after a failed step", tensors, backend().memory().tensors());
      failing[0] = false;
      replay.run();
      replay.run();
      Check.equal("two replays after the failed ones", 2.0, state.toDoubles(0, 1)[0]);
    }
  }

  private void change(State state, double scale, double shift) {
    try (Scope scope = backend().scope()) {
      Ops ops = scope.ops();
      state.assign(0, ops.affine(ops.view(state, 0, Shape.of(1)), scale, shift));
    }
  }
}
