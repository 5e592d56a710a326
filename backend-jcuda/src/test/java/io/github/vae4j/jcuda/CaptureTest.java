package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final int RUNS = 5;

  /**
   * How often the step itself is called in five runs: to measure its memory, and to be captured.
   */
  private static final int CAPTURED = 2;

  @Test
  void aStep_isWrittenDownAtItsSecondRun() {
    assertThat(calls((ops, state) -> state.assign(0, look(ops, state).add(1)))).isEqualTo(CAPTURED);
  }

  @Test
  void constantsAndNestedScopes_areWrittenDown() {
    float[] many = new float[1000];
    many[999] = 3;
    int calls =
        calls(
            (ops, state) -> {
              Tensor constant = ops.tensor(many, Shape.of(1000));
              try (Scope scope = state.backend().scope();
                  Scope inner = scope.nested()) {
                Tensor sum = inner.keep(inner.ops().sum(constant, false));
                state.assign(0, scope.ops().affine(sum, 1, 1).reshape(1));
              }
            });
    assertThat(calls).isEqualTo(CAPTURED);
  }

  @Test
  void independentWork_isForkedAndJoined() {
    int calls =
        calls(
            (ops, state) -> {
              Tensor x = ops.range(64 * 96).reshape(64, 96);
              Tensor weight = ops.full(0.5, Shape.of(96, 80));
              Tensor out = ops.linear(x, weight, ops.full(0, Shape.of(80)), Activation.TANH);
              Adjoints.LinearGradient gradient =
                  ops.linearGrad(x, weight, out, Activation.TANH, out, true);
              state.assign(0, gradient.weight().sum().reshape(1));
            });
    assertThat(calls).isEqualTo(CAPTURED);
  }

  @Test
  void aStepThatReads_goesOnCallByCall() {
    int calls =
        calls((ops, state) -> state.assign(0, ops.full(look(ops, state).toFloats()[0] + 1, one())));
    assertThat(calls).isEqualTo(RUNS + 1);
  }

  @Test
  void aStepThatSetsMuch_goesOnCallByCall() {
    int calls =
        calls(
            (ops, state) -> {
              state.set(0, new float[100]);
              state.assign(0, look(ops, state).add(1));
            });
    assertThat(calls).isEqualTo(RUNS + 1);
  }

  @Test
  void aStepThatMakesStates_goesOnCallByCall() {
    int calls =
        calls(
            (ops, state) -> {
              try (State another = state.backend().state(1)) {
                another.fill(0, 1, 1);
                state.accumulate(0, ops.view(another, 0, one()));
              }
            });
    assertThat(calls).isEqualTo(RUNS + 1);
  }

  @Test
  void aStepThatNeedsMoreMemoryThanAtFirst_goesOnCallByCall() {
    AtomicInteger runs = new AtomicInteger();
    int calls =
        calls(
            (ops, state) -> {
              int rows = runs.getAndIncrement() % RUNS == 0 ? 1 : 2_000_000;
              state.accumulate(0, ops.max(ops.full(1, Shape.of(rows)), true, 0));
            });
    assertThat(calls).isEqualTo(RUNS + 1);
  }

  @Test
  void aStepOnAScopeAroundIt_goesOnCallByCall() {
    try (JcudaBackend backend = EmulatedDriver.start();
        State state = backend.state(1);
        Scope outer = backend.scope()) {
      Tensor one = outer.ops().full(1, one());
      try (Replay replay =
          backend.capture(() -> state.assign(0, look(outer.ops(), state).add(one)))) {
        for (int i = 0; i < RUNS; i++) {
          replay.run();
        }
      }
      assertThat(state.toFloats(0, 1)).containsExactly(RUNS);
    }
  }

  @Test
  void anExceptionInAStepThatIsCaptured_isRaised_andTheNextRunCaptures() {
    AtomicInteger calls = new AtomicInteger();
    try (JcudaBackend backend = EmulatedDriver.start();
        State state = backend.state(1);
        Replay replay =
            backend.capture(
                () -> {
                  add(backend, state);
                  if (calls.incrementAndGet() == CAPTURED) {
                    throw new UnsupportedOperationException("once");
                  }
                })) {
      replay.run();
      assertThatThrownBy(replay::run).hasMessage("once");
      for (int i = 0; i < RUNS; i++) {
        replay.run();
      }
      assertThat(state.toFloats(0, 1)).containsExactly(1 + RUNS);
      assertThat(calls).hasValue(CAPTURED + 1);
    }
  }

  @Test
  void aReplayWhoseStateIsClosed_isRefused() {
    try (JcudaBackend backend = EmulatedDriver.start()) {
      State state = backend.state(1);
      try (Replay replay = backend.capture(() -> add(backend, state))) {
        for (int i = 0; i < RUNS; i++) {
          replay.run();
        }
        state.close();
        assertThatThrownBy(replay::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("run: the state of 1 entries is closed; make a new one");
      }
    }
  }

  private static void add(JcudaBackend backend, State state) {
    try (Scope scope = backend.scope()) {
      state.assign(0, look(scope.ops(), state).add(1));
    }
  }

  @Test
  void aReplayInsideAReplay_isRefused() {
    try (JcudaBackend backend = EmulatedDriver.start();
        State state = backend.state(1);
        Replay inner = backend.capture(() -> state.fill(0, 1, 1));
        Replay outer = backend.capture(inner::run)) {
      assertThatThrownBy(outer::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("replay");
    }
  }

  private interface Step {
    void run(Ops ops, State state);
  }

  private static Tensor look(Ops ops, State state) {
    return ops.view(state, 0, one());
  }

  private static Shape one() {
    return Shape.of(1);
  }

  /** Runs a step captured and not, demands the same bits, and returns how often it was called. */
  private static int calls(Step step) {
    AtomicInteger calls = new AtomicInteger();
    float[] plain = run(step, calls, false);
    calls.set(0);
    assertThat(run(step, calls, true)).isEqualTo(plain);
    return calls.get();
  }

  private static float[] run(Step step, AtomicInteger calls, boolean captured) {
    try (JcudaBackend backend = EmulatedDriver.start();
        State state = backend.state(100)) {
      Runnable once =
          () -> {
            calls.incrementAndGet();
            try (Scope scope = backend.scope()) {
              step.run(scope.ops(), state);
            }
          };
      try (Replay replay = backend.capture(once)) {
        for (int i = 0; i < RUNS; i++) {
          if (captured) {
            replay.run();
          } else {
            once.run();
          }
        }
      }
      return state.toFloats(0, 100);
    }
  }
}
