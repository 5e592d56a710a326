package io.github.vae4j.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Writes to states; the golden optimiser steps are worked out by hand in the comments beside them.
 */
class ReferenceStateTest {
  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Ops ops = scope.ops();
  private final State state = backend.state(4);
  private final State gradients = backend.state(4);
  private final State first = backend.state(4);
  private final State second = backend.state(4);
  private final State health = backend.state(State.HEALTH_SIZE);

  @BeforeEach
  void fill() {
    state.set(0, new double[] {1, 2, 3, 4});
    gradients.set(0, new double[] {0.5, -1, 0, 2});
    health.set(0, new double[] {1, 0});
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void writesAndReads() {
    state.set(1, new float[] {0.1f});
    state.assign(2, ops.tensor(new double[] {7, 8}, Shape.of(2, 1)));
    state.accumulate(0, ops.full(10, Shape.of(2)));
    assertThat(state.toDoubles(0, 4)).containsExactly(11, 10 + (double) 0.1f, 7, 8);
    assertThat(state.toFloats(2, 2)).containsExactly(7f, 8f);
    state.fill(1, 2, -1);
    assertThat(state.toDoubles(0, 4)).containsExactly(11, -1, -1, 8);
  }

  @Test
  void assigningALookAtItselfReadsFirst() {
    state.assign(1, ops.view(state, 0, Shape.of(3)));
    assertThat(state.toDoubles(0, 4)).containsExactly(1, 1, 2, 3);
    state.accumulate(0, ops.view(state, 1, Shape.of(3)));
    assertThat(state.toDoubles(0, 4)).containsExactly(2, 3, 5, 3);
  }

  @Test
  void measureJudgesNormAndLoss() {
    gradients.set(0, new double[] {3, 4, 0, 0});
    gradients.measure(ops.full(1, Shape.scalar()), health);
    assertThat(health.toDoubles(0, 2)).containsExactly(1, 5);
    gradients.measure(ops.full(Double.NaN, Shape.of(1)), health);
    assertThat(health.toDoubles(0, 2)).containsExactly(0, 5);
    gradients.measure(ops.full(1, Shape.scalar()), health);
    assertThat(health.toDoubles(0, 1)).as("once bad, bad for good").containsExactly(0);
  }

  @Test
  void measureSeesAnInfiniteGradient() {
    gradients.set(3, new double[] {Double.NEGATIVE_INFINITY});
    gradients.measure(ops.full(1, Shape.scalar()), health);
    assertThat(health.toDoubles(0, 2)).containsExactly(0, Double.POSITIVE_INFINITY);
  }

  @Test
  void adamTakesTheStepsOfTheAlgorithm() {
    // the first step has m/c1 = g and v/c2 = g², hence moves by η g / (|g| + ε)
    state.adamStep(0, 4, gradients, first, second, adam(0, 0, 0, 1), health);
    assertThat(state.toDoubles(0, 4))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(1 - 0.1 * 0.5 / 0.51, 2 + 0.1 * 1 / 1.01, 3, 4 - 0.1 * 2 / 2.01);
    assertThat(first.toDoubles(0, 1)[0]).isCloseTo(0.1 * 0.5, within(1e-15));
    assertThat(second.toDoubles(0, 1)[0]).isCloseTo(0.01 * 0.25, within(1e-15));
    // the second, with g = 0: m = 0.9 · 0.05 = 0.045, c1 = 0.19, v = 0.99 · 0.0025 = 0.002475, c2 =
    // 0.0199
    gradients.fill(0, 4, 0);
    double before = state.toDoubles(0, 1)[0];
    state.adamStep(0, 1, gradients, first, second, adam(0, 0, 0, 2), health);
    double move = 0.1 * (0.045 / 0.19) / (Math.sqrt(0.002475 / 0.0199) + 0.01);
    assertThat(state.toDoubles(0, 1)[0]).isCloseTo(before - move, within(1e-12));
  }

  @Test
  void adamStaysInItsRange() {
    state.adamStep(1, 2, gradients, first, second, adam(0, 0, 0, 1), health);
    assertThat(state.toDoubles(0, 1)).containsExactly(1);
    assertThat(state.toDoubles(3, 1)).containsExactly(4);
    assertThat(state.toDoubles(1, 1)[0]).isGreaterThan(2);
  }

  @Test
  void decayInTheGradientAndDecoupledDecayDiffer() {
    state.adamStep(0, 1, gradients, first, second, adam(0.5, 0, 0, 1), health);
    // g = 0.5 + 0.5 · 1 = 1
    assertThat(state.toDoubles(0, 1)[0]).isCloseTo(1 - 0.1 / 1.01, within(1e-12));
    first.fill(0, 4, 0);
    second.fill(0, 4, 0);
    state.adamStep(1, 1, gradients, first, second, adam(0, 0.5, 0, 1), health);
    // g = −1, and 0.1 · 0.5 · 2 off beside
    assertThat(state.toDoubles(1, 1)[0]).isCloseTo(2 + 0.1 / 1.01 - 0.1, within(1e-12));
  }

  @Test
  void gradientsAreClippedByTheirNorm() {
    health.set(1, new double[] {4});
    State scalars = adam(0, 0, 1, 1);
    state.sgdStep(3, 1, gradients, first, scalars, health);
    // g = 2 · 1/4, η = 0.1
    assertThat(state.toDoubles(3, 1)[0]).isCloseTo(4 - 0.05, within(1e-12));
    health.set(1, new double[] {0.5});
    state.sgdStep(0, 1, gradients, first, scalars, health);
    assertThat(state.toDoubles(0, 1)[0]).as("not scaled up").isCloseTo(1 - 0.05, within(1e-12));
  }

  @Test
  void momentumAddsUp() {
    State scalars = adam(0, 0, 0, 1);
    state.sgdStep(0, 1, gradients, first, scalars, health);
    state.sgdStep(0, 1, gradients, first, scalars, health);
    // m = 0.5, then 0.9 · 0.5 + 0.5 = 0.95
    assertThat(state.toDoubles(0, 1)[0]).isCloseTo(1 - 0.1 * 0.5 - 0.1 * 0.95, within(1e-12));
  }

  @Test
  void adamOnRowsLeavesOtherRowsAlone() {
    State scalars = adam(0, 0, 0, 1);
    state.adamRows(
        2,
        ops.full(1, Shape.of(1)),
        ops.tensor(new double[] {0.5, -1}, Shape.of(1, 2)),
        first,
        second,
        scalars,
        health);
    assertThat(state.toDoubles(0, 4))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(1, 2, 3 - 0.1 * 0.5 / 0.51, 4 + 0.1 / 1.01);
    assertThat(first.toDoubles(0, 2)).containsExactly(0, 0);
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    State scalars = adam(0, 0, 0, 1);
    assertThatThrownBy(
            () ->
                state.adamRows(
                    2,
                    ops.full(2, Shape.of(1)),
                    ops.full(0, Shape.of(1, 2)),
                    first,
                    second,
                    scalars,
                    health))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 2.0")
        .hasMessageContaining("2 rows");
    assertThatThrownBy(
            () ->
                state.adamRows(
                    2,
                    ops.full(0, Shape.of(1)),
                    ops.full(0, Shape.of(3)),
                    first,
                    second,
                    scalars,
                    health))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 rows of width 2");
  }

  @Test
  void averageMovesTowardTheSource() {
    State decay = backend.state(1);
    decay.fill(0, 1, 0.75);
    state.average(gradients, decay, health);
    assertThat(state.toDoubles(0, 4)).containsExactly(0.875, 1.25, 2.25, 3.5);
  }

  @Test
  void nothingMovesOnceHealthIsBad() {
    health.fill(0, 1, 0);
    State scalars = adam(0.1, 0.1, 1, 1);
    state.assign(0, ops.full(9, Shape.of(4)), health);
    state.adamStep(0, 4, gradients, first, second, scalars, health);
    state.sgdStep(0, 4, gradients, first, scalars, health);
    state.adamRows(
        2, ops.full(1, Shape.of(1)), ops.full(1, Shape.of(1, 2)), first, second, scalars, health);
    state.average(gradients, scalars, health);
    assertThat(state.toDoubles(0, 4)).containsExactly(1, 2, 3, 4);
    assertThat(first.toDoubles(0, 4)).containsOnly(0);
    assertThat(second.toDoubles(0, 4)).containsOnly(0);
  }

  @Test
  void rangesOutsideAndForeignStatesAreRefused() {
    assertThatThrownBy(() -> state.set(3, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("set: range [3, 5) does not lie in a state of 4 entries");
    assertThatThrownBy(() -> state.toDoubles(-1, 2)).hasMessageContaining("range [-1, 1)");
    assertThatThrownBy(() -> state.toFloats(2, 3)).hasMessageContaining("toFloats: range [2, 5)");
    assertThatThrownBy(() -> state.assign(1, ops.full(0, Shape.of(4))))
        .hasMessageContaining("assign: range [1, 5)");
    assertThatThrownBy(() -> state.fill(0, 5, 1)).hasMessageContaining("range [0, 5)");
    State small = backend.state(3);
    State decay = backend.state(1);
    assertThatThrownBy(() -> state.average(small, decay, health)).hasMessageContaining("3 entries");
    assertThatThrownBy(() -> state.adamStep(0, 4, small, first, second, adam(0, 0, 0, 1), health))
        .hasMessageContaining("range [0, 4) does not lie in a state of 3 entries");
    try (ReferenceBackend other = new ReferenceBackend()) {
      State foreign = other.state(4);
      assertThatThrownBy(() -> state.average(foreign, decay, health))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another backend");
    }
  }

  @Test
  void aClosedStateIsRefused() {
    state.close();
    assertThatThrownBy(() -> state.fill(0, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fill: the state of 4 entries is closed");
    assertThatThrownBy(() -> state.toDoubles(0, 1)).isInstanceOf(IllegalStateException.class);
  }

  /** η = 0.1, β = (0.9, 0.99), ε = 0.01, with the corrections of step t. */
  private State adam(double decay, double decoupled, double clip, int t) {
    State scalars = backend.state(StepScalar.COUNT);
    scalars.set(
        0,
        new double[] {
          0.1, 0.9, 0.99, 0.01, 1 - Math.pow(0.9, t), 1 - Math.pow(0.99, t), decay, decoupled, clip
        });
    return scalars;
  }
}
