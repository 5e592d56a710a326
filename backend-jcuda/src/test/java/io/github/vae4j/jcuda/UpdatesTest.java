package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not ask of updates, on the emulated driver in random order. */
class UpdatesTest {
  private static final int SIZE = 3000;

  private Backend backend;
  private State state;
  private State health;
  private Scope scope;
  private Ops ops;

  @BeforeEach
  void start() {
    backend = EmulatedDriver.start(CheckedPool::new);
    state = backend.state(SIZE);
    health = backend.state(State.HEALTH_SIZE);
    health.fill(0, 1, 1);
    scope = backend.scope();
    ops = scope.ops();
  }

  @AfterEach
  void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  private static float[] counting(int from, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = from + i;
    }
    return values;
  }

  @Test
  void assign_ofAViewThatOverlaps_readsItAsItWas() {
    state.set(0, counting(0, SIZE));
    state.assign(1, ops.view(state, 0, Shape.of(SIZE - 1)));
    assertThat(state.toFloats(1, SIZE - 1)).containsExactly(counting(0, SIZE - 1));
    state.assign(0, ops.view(state, 1, Shape.of(SIZE - 1)), health);
    assertThat(state.toFloats(0, SIZE - 1)).containsExactly(counting(0, SIZE - 1));
  }

  @Test
  void accumulate_ofAViewThatOverlaps_readsItAsItWas() {
    state.set(0, counting(0, SIZE));
    state.accumulate(1, ops.view(state, 0, Shape.of(SIZE - 1)));
    float[] sums = state.toFloats(0, SIZE);
    assertThat(IntStream.range(1, SIZE).allMatch(i -> sums[i] == 2 * i - 1)).isTrue();
  }

  @Test
  void assigns_oneAfterTheOther_areMadeInTheirOrder() {
    int offset = 0;
    for (int i = 0; i < 40; i++) {
      int length = 1 + i * 3;
      state.assign(offset, ops.tensor(counting(offset, length), Shape.of(length)));
      offset += length;
    }
    assertThat(state.toFloats(0, offset)).containsExactly(counting(0, offset));
    state.assign(0, ops.full(7, Shape.of(1500)));
    state.assign(1500, ops.view(state, 0, Shape.of(1500)));
    state.assign(0, ops.full(8, Shape.of(1)));
    assertThat(state.toFloats(0, 2)).containsExactly(8, 7);
    assertThat(state.toFloats(1500, 1500)).containsOnly(7);
  }

  @Test
  void set_ofAnyLength_writesItAlone() {
    for (int length : new int[] {0, 1, 255, 256, 257}) {
      state.fill(0, SIZE, -1);
      state.set(3, counting(5, length));
      assertThat(state.toFloats(3, length)).containsExactly(counting(5, length));
      assertThat(state.toFloats(0, 3)).containsOnly(-1);
      assertThat(state.toFloats(3 + length, 300)).containsOnly(-1);
    }
  }

  @Test
  void sets_oneAfterTheOther_areMadeInTheirOrder() {
    try (Counter counter = backend.counter()) {
      for (int i = 0; i < 20; i++) {
        state.set(10L * i, counting(i, 12));
      }
      counter.set(-5);
      state.assign(0, ops.view(state, 190, Shape.of(2)));
      state.set(1, counting(7, 1));
      counter.advance(7);
      counter.set(counter.value() + (1L << 40));
      assertThat(state.toFloats(0, 12)).containsExactly(19, 7, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2);
      assertThat(state.toFloats(190, 12)).containsExactly(counting(19, 12));
      assertThat(counter.value()).isEqualTo((1L << 40) + 2);
    }
  }

  @Test
  void adamStep_onAnyRange_movesItAlone() {
    try (State gradients = backend.state(SIZE);
        State first = backend.state(SIZE);
        State second = backend.state(SIZE);
        State scalars = adam()) {
      gradients.fill(0, SIZE, 1);
      for (int from = 0; from < 6; from++) {
        for (int length = 1; length < 10; length++) {
          state.fill(0, 20, 0);
          state.adamStep(from, length, gradients, first, second, scalars, health);
          assertThat(state.toFloats(0, from)).containsExactly(new float[from]);
          assertThat(state.toFloats(from, length)).doesNotContain(0);
          assertThat(state.toFloats(from + length, 5)).containsExactly(new float[5]);
        }
      }
    }
  }

  @Test
  void adamRows_leavesOutNumbersThatNameNoRow() {
    try (State first = backend.state(SIZE);
        State second = backend.state(SIZE);
        State scalars = adam()) {
      float[] numbers = {1, 0.5f, Float.NaN, -1, 1000, 3e9f, Float.POSITIVE_INFINITY, 999};
      Tensor rows = ops.tensor(numbers, Shape.of(8));
      state.adamRows(3, rows, ops.full(1, Shape.of(8, 3)), first, second, scalars, health);
      float[] moved = state.toFloats(0, SIZE);
      assertThat(IntStream.range(0, SIZE).filter(i -> moved[i] != 0))
          .containsExactly(3, 4, 5, 2997, 2998, 2999);
    }
  }

  private State adam() {
    State scalars = backend.state(StepScalar.COUNT);
    scalars.set(0, new double[] {0.1, 0.9, 0.99, 1e-8, 0.1, 0.01, 0, 0, 0, 1});
    return scalars;
  }

  @Test
  void measure_ofANormBeyondSinglePrecision_isBad() {
    state.fill(0, SIZE, 1e38);
    state.measure(ops.full(1, Shape.scalar()), health);
    assertThat(health.toFloats(0, 2)).containsExactly(0, Float.POSITIVE_INFINITY);
  }
}
