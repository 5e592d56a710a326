package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;

/** The rules of states and counters. */
abstract class StateSuite extends ScopeSuite {

  @Test
  void r50_freshState_isZero() {
    try (State state = backend().state(1500);
        State empty = backend().state(0)) {
      Check.equal("size", 1500L, state.size());
      Check.equal("a fresh state", new double[1500], state.toDoubles(0, 1500));
      Check.equal("size of an empty state", 0L, empty.size());
      Check.equal("an empty state", new double[0], empty.toDoubles(0, 0));
      Check.that(state.backend() == backend(), "backend() must be the one that allocated it");
      Check.refused(
          "a state of negative size",
          IllegalArgumentException.class,
          () -> backend().state(-1),
          "state",
          "-1");
    }
  }

  @Test
  void r51_set_writesARange() {
    try (State state = backend().state(6)) {
      state.set(1, new float[] {1.5f, 2.5f});
      state.set(4, new double[] {1.0 / 3, -2});
      double third = Numbers.round(backend().elementType(), 1.0 / 3);
      Check.equal("after set", new double[] {0, 1.5, 2.5, 0, third, -2}, state.toDoubles(0, 6));
      Check.equal("a range of it", new double[] {2.5, 0}, state.toDoubles(2, 2));
      Check.equal("toFloats", (float) (1.0 / 3), state.toFloats(4, 1)[0]);
      state.toDoubles(0, 6)[0] = 9;
      Check.equal("what toDoubles returned is a copy", 0.0, state.toDoubles(0, 1)[0]);
    }
  }

  @Test
  void r52_fill_writesARange() {
    try (State state = backend().state(5)) {
      state.fill(1, 3, -0.5);
      state.fill(2, 0, 8);
      Check.equal("after fill", new double[] {0, -0.5, -0.5, -0.5, 0}, state.toDoubles(0, 5));
    }
  }

  @Test
  void r53_rangesOutside_areRefused() {
    try (State state = backend().state(4);
        Scope scope = backend().scope()) {
      Class<IllegalArgumentException> type = IllegalArgumentException.class;
      Check.refused(
          "set of doubles", type, () -> state.set(3, new double[2]), "set", "[3, 5)", "4 entries");
      Check.refused("set of floats", type, () -> state.set(-1, new float[2]), "set", "4 entries");
      Check.refused("fill", type, () -> state.fill(0, 5, 1), "fill", "[0, 5)", "4 entries");
      Check.refused("toDoubles", type, () -> state.toDoubles(5, 0), "toDoubles", "4 entries");
      Check.refused("toFloats", type, () -> state.toFloats(2, 3), "toFloats", "[2, 5)");
      Check.refused(
          "assign",
          type,
          () -> state.assign(2, scope.ops().full(1, Shape.of(3))),
          "assign",
          "[2, 5)");
      Check.refused(
          "accumulate",
          type,
          () -> state.accumulate(2, scope.ops().full(1, Shape.of(3))),
          "accumulate",
          "[2, 5)");
      Check.equal("a refused write changes nothing", new double[4], state.toDoubles(0, 4));
    }
  }

  @Test
  void r54_assignAndAccumulate_writeRowMajor() {
    try (State state = backend().state(8);
        Scope scope = backend().scope()) {
      Ops ops = scope.ops();
      state.assign(1, ops.permute(ops.reshape(ops.range(6), Shape.of(2, 3)), 1, 0));
      Check.equal(
          "after assign of a permuted tensor",
          new double[] {0, 0, 3, 1, 4, 2, 5, 0},
          state.toDoubles(0, 8));
      state.accumulate(6, ops.full(10, Shape.of(2, 1)));
      state.accumulate(6, ops.full(10, Shape.of(1, 2)));
      Check.equal(
          "after accumulate", new double[] {0, 0, 3, 1, 4, 2, 25, 20}, state.toDoubles(0, 8));
      state.assign(0, ops.view(state, 4, Shape.of(2)));
      Check.equal(
          "after assign of a view of the same state",
          new double[] {4, 2, 3, 1, 4, 2, 25, 20},
          state.toDoubles(0, 8));
    }
  }

  @Test
  void r55_assignUnderHealth_writesOnlyWhileGood() {
    try (State state = backend().state(2);
        State health = backend().state(State.HEALTH_SIZE);
        Scope scope = backend().scope()) {
      state.assign(0, scope.ops().full(3, Shape.of(2)), health);
      Check.equal("with health 0", new double[] {0, 0}, state.toDoubles(0, 2));
      health.fill(0, 1, 1);
      state.assign(0, scope.ops().full(3, Shape.of(2)), health);
      Check.equal("with health 1", new double[] {3, 3}, state.toDoubles(0, 2));
    }
  }

  @Test
  void r56_measure_writesNormAndJudgement() {
    try (State gradients = backend().state(1_000_000);
        State health = backend().state(State.HEALTH_SIZE);
        Scope scope = backend().scope()) {
      gradients.fill(0, gradients.size(), 0.1);
      health.fill(0, 1, 1);
      gradients.measure(scope.ops().full(-3, Shape.scalar()), health);
      Check.close(
          "health after a finite step, with the norm of a million tenths",
          new double[] {1, 100},
          health.toDoubles(0, 2),
          units(64));
      gradients.set(999_999, new double[] {Double.NaN});
      gradients.measure(scope.ops().full(1, Shape.of(1)), health);
      Check.equal("health after a NaN gradient", 0.0, health.toDoubles(0, 2)[0]);
      gradients.fill(0, gradients.size(), 1);
      gradients.measure(scope.ops().full(1, Shape.scalar()), health);
      Check.equal("health stays bad", 0.0, health.toDoubles(0, 2)[0]);
    }
  }

  @Test
  void r56_measure_findsNormsWhoseSquareHasNoNumber() {
    for (double gradient : new double[] {1e20, 1e-25}) {
      try (State gradients = backend().state(2500);
          State health = backend().state(State.HEALTH_SIZE);
          Scope scope = backend().scope()) {
        gradients.fill(0, gradients.size(), gradient);
        health.fill(0, 1, 1);
        gradients.measure(scope.ops().full(1, Shape.scalar()), health);
        double[] found = health.toDoubles(0, 2);
        Check.close(
            "health, and the norm of 2500 gradients of " + gradient + " divided by that",
            new double[] {1, 50},
            new double[] {found[0], found[1] / gradient},
            units(64));
      }
    }
  }

  @Test
  void r56_measure_seesInfiniteLossAndGradient() {
    for (double loss :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}) {
      try (State gradients = backend().state(5);
          State health = backend().state(State.HEALTH_SIZE);
          Scope scope = backend().scope()) {
        health.fill(0, 1, 1);
        gradients.fill(3, 1, loss == 1 ? Double.POSITIVE_INFINITY : 1);
        gradients.measure(scope.ops().full(loss, Shape.scalar()), health);
        Check.equal(
            "health after the loss "
                + loss
                + " and gradients "
                + java.util.Arrays.toString(gradients.toDoubles(0, 5)),
            0.0,
            health.toDoubles(0, 1)[0]);
        Check.refused(
            "a loss of two entries",
            IllegalArgumentException.class,
            () -> gradients.measure(scope.ops().full(1, Shape.of(2)), health),
            "measure",
            "(2)");
      }
    }
  }

  @Test
  void r64_closedState_refuses() {
    State state = backend().state(3);
    state.close();
    state.close();
    Class<IllegalStateException> type = IllegalStateException.class;
    Check.refused(
        "set on a closed state", type, () -> state.set(0, new double[1]), "set", "closed");
    Check.refused("fill on a closed state", type, () -> state.fill(0, 1, 1), "fill", "closed");
    Check.refused(
        "toDoubles on a closed state", type, () -> state.toDoubles(0, 1), "toDoubles", "closed");
    Check.refused("toFloats on a closed state", type, () -> state.toFloats(0, 1), "closed");
    try (Scope scope = backend().scope()) {
      Check.refused(
          "assign on a closed state",
          type,
          () -> state.assign(0, scope.ops().full(1, Shape.of(1))),
          "assign",
          "closed");
    }
  }

  @Test
  void r65_foreignTensorsAndStates_areRefused() {
    try (ReferenceBackend other = new ReferenceBackend();
        Scope foreign = other.scope();
        State foreignState = other.state(4);
        State state = backend().state(4);
        State health = backend().state(State.HEALTH_SIZE)) {
      Class<IllegalArgumentException> type = IllegalArgumentException.class;
      String name = "'" + other.name() + "'";
      Check.refused(
          "assign of another backend's tensor",
          type,
          () -> state.assign(0, foreign.ops().full(1, Shape.of(2))),
          "assign",
          "another backend",
          name);
      Check.refused(
          "accumulate of another backend's tensor",
          type,
          () -> state.accumulate(0, foreign.ops().full(1, Shape.of(2))),
          "accumulate",
          "another backend");
      Check.refused(
          "measure with another backend's loss",
          type,
          () -> state.measure(foreign.ops().full(1, Shape.scalar()), health),
          "measure",
          "another backend");
      Check.refused(
          "average with another backend's state",
          type,
          () -> state.average(foreignState, health, health),
          "average",
          "another backend",
          name);
      Check.refused(
          "adamStep with another backend's gradients",
          type,
          () -> state.adamStep(0, 4, foreignState, state, state, state, health),
          "adamStep",
          "another backend",
          name);
      Check.refused(
          "sgdStep with another backend's gradients",
          type,
          () -> state.sgdStep(0, 4, foreignState, state, state, health),
          "sgdStep",
          "another backend",
          name);
    }
  }

  @Test
  void r70_counter_holds64Bits() {
    Counter counter = backend().counter();
    Check.equal("a fresh counter", 0L, counter.value());
    counter.set((1L << 53) + 1);
    counter.advance(2);
    Check.equal("after set and advance", (1L << 53) + 3, counter.value());
    counter.advance(-5);
    Check.equal("after advancing back", (1L << 53) - 2, counter.value());
    counter.close();
    counter.close();
    Check.refused(
        "value of a closed counter", IllegalStateException.class, counter::value, "closed");
  }
}
