package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of the updates of training, against the reference. */
abstract class OptimiserSuite extends StateSuite {
  private static final int SIZE = 1500;
  private static final int STEPS = 5;
  private static final int FADING_STEPS = 130;
  private static final double TINY = 1e-30;

  @FunctionalInterface
  private interface Script {
    void run(OptimiserRun run);
  }

  private void matchesReference(String what, Script script) {
    Check.close(
        what + ": parameters, then moments",
        after(reference(), script),
        after(backend(), script),
        units(64));
  }

  private static double[] after(Backend backend, Script script) {
    try (OptimiserRun run = OptimiserRun.on(backend, SIZE)) {
      script.run(run);
      return run.all();
    }
  }

  private void steps(String what, Map<StepScalar, Double> changed, Script step) {
    matchesReference(
        what,
        t -> {
          for (int i = 1; i <= STEPS; i++) {
            t.prepare(i, changed);
            step.run(t);
          }
        });
  }

  @Test
  void r57_adamStep_matchesReference() {
    steps("five steps of Adam", Map.of(), t -> t.adam(0, SIZE));
  }

  @Test
  void r57_adamStep_decays() {
    steps("Adam with weight decay", Map.of(StepScalar.WEIGHT_DECAY, 0.1), t -> t.adam(0, SIZE));
    steps(
        "Adam with decoupled decay", Map.of(StepScalar.DECOUPLED_DECAY, 0.5), t -> t.adam(0, SIZE));
    steps(
        "Adam with both decays",
        Map.of(StepScalar.WEIGHT_DECAY, 0.1, StepScalar.DECOUPLED_DECAY, 0.5),
        t -> t.adam(0, SIZE));
  }

  @Test
  void r58_adamStep_touchesItsRangeOnly() {
    steps("Adam on a range", Map.of(), t -> t.adam(7, 1001));
    steps("Adam on an empty range", Map.of(), t -> t.adam(3, 0));
  }

  @Test
  void r59_clipping_boundsTheNorm() {
    steps("Adam, clipped", Map.of(StepScalar.CLIP_NORM, 0.5), t -> t.adam(0, SIZE));
    steps("gradient descent, clipped", Map.of(StepScalar.CLIP_NORM, 0.5), t -> t.sgd(0, SIZE));
    steps(
        "clipping at a norm that is not reached",
        Map.of(StepScalar.CLIP_NORM, 1e6),
        t -> t.sgd(0, SIZE));
  }

  @Test
  void r60_badHealth_stopsEveryUpdate() {
    try (OptimiserRun t = OptimiserRun.on(backend(), 40);
        State decay = backend().state(1);
        Scope scope = backend().scope()) {
      t.prepare(1, Map.of());
      t.health().fill(0, 1, 0);
      double[] before = t.all();
      t.adam(0, 40);
      t.sgd(0, 40);
      t.parameters().average(t.gradients(), decay, t.health());
      t.parameters()
          .adamRows(
              4,
              scope.ops().range(2),
              scope.ops().full(1, Shape.of(2, 4)),
              t.first(),
              t.second(),
              t.scalars(),
              t.health());
      Check.equal("parameters and moments after updates under bad health", before, t.all());
    }
  }

  @Test
  void r60_nonFiniteGradient_neverReachesParameters() {
    try (OptimiserRun t = OptimiserRun.on(backend(), 40);
        Scope scope = backend().scope()) {
      t.prepare(1, Map.of());
      double[] before = t.all();
      t.gradients().fill(11, 1, Double.NaN);
      t.gradients().measure(scope.ops().full(1, Shape.scalar()), t.health());
      t.adam(0, 40);
      Check.equal("parameters and moments after a step with a NaN gradient", before, t.all());
    }
  }

  @Test
  void r61_adamRows_touchesItsRowsOnly() {
    matchesReference(
        "Adam on rows 4, 0 and 299 of a table of width 5",
        t -> {
          for (int i = 1; i <= STEPS; i++) {
            t.prepare(i, Map.of(StepScalar.CLIP_NORM, 2.0, StepScalar.DECOUPLED_DECAY, 0.1));
            try (Scope scope = t.parameters().backend().scope()) {
              t.parameters()
                  .adamRows(
                      5,
                      scope.ops().tensor(new double[] {4, 0, 299}, Shape.of(3)),
                      Operand.random(Shape.of(3, 5), 90 + i).on(scope.ops()),
                      t.first(),
                      t.second(),
                      t.scalars(),
                      t.health());
            }
          }
        });
  }

  @Test
  void r62_sgdStep_matchesReference() {
    steps("gradient descent with momentum", Map.of(), t -> t.sgd(0, SIZE));
    steps("without momentum", Map.of(StepScalar.BETA1, 0.0), t -> t.sgd(0, SIZE));
    steps(
        "with weight decay, on a range",
        Map.of(StepScalar.WEIGHT_DECAY, 0.1),
        t -> t.sgd(33, 1000));
    steps("with decoupled decay", Map.of(StepScalar.DECOUPLED_DECAY, 0.1), t -> t.sgd(0, SIZE));
  }

  @Test
  void r63_average_movesTowardTheSource() {
    steps(
        "averaging with d = 0.75",
        Map.of(),
        t -> {
          try (State decay = t.parameters().backend().state(1)) {
            decay.fill(0, 1, 0.75);
            t.parameters().average(t.gradients(), decay, t.health());
          }
        });
    try (State small = backend().state(3);
        State large = backend().state(4);
        State health = backend().state(State.HEALTH_SIZE)) {
      Check.refused(
          "averaging with another size",
          IllegalArgumentException.class,
          () -> small.average(large, health, health),
          "average",
          "4",
          "3");
    }
  }

  @Test
  void r57_adamStep_forgetsTinyMomentsOnly() {
    fades("Adam without gradients", t -> t.adam(0, SIZE));
  }

  @Test
  void r62_sgdStep_forgetsTinyMomentsOnly() {
    fades("gradient descent without gradients", t -> t.sgd(0, SIZE));
  }

  /**
   * Demands that moments of all sizes fade as the formula says, or become 0 below 1e-30, over steps
   * enough for what is cleared in turns.
   */
  private void fades(String what, Script step) {
    Script script =
        t -> {
          t.spreadMoments();
          for (int i = 1; i <= FADING_STEPS; i++) {
            t.prepare(i, Map.of(StepScalar.EPSILON, 1e-8));
            t.gradients().fill(0, SIZE, 0);
            step.run(t);
          }
        };
    double[] expected = after(reference(), script);
    double[] actual = after(backend(), script);
    double tolerance = units(4 * FADING_STEPS);
    Check.close(
        what + ": parameters",
        Arrays.copyOf(expected, SIZE),
        Arrays.copyOf(actual, SIZE),
        tolerance);
    for (int i = SIZE; i < expected.length; i++) {
      faded(what + ": moment " + (i - SIZE), expected[i], actual[i], tolerance);
    }
  }

  private static void faded(String what, double expected, double actual, double tolerance) {
    Check.that(
        Math.abs(expected - actual) <= TINY + tolerance * Math.abs(expected),
        what
            + " is "
            + actual
            + ", expected "
            + expected
            + "; only one below "
            + TINY
            + " may become 0");
  }

  @Test
  void r66_updateRanges_areChecked() {
    try (OptimiserRun t = OptimiserRun.on(backend(), 40);
        State small = backend().state(8)) {
      t.prepare(1, Map.of());
      Class<IllegalArgumentException> type = IllegalArgumentException.class;
      Check.refused(
          "adamStep beyond the end",
          type,
          () -> t.adam(30, 11),
          "adamStep",
          "[30, 41)",
          "40 entries");
      Check.refused("sgdStep before the start", type, () -> t.sgd(-1, 4), "sgdStep", "40 entries");
      Check.refused(
          "adamStep with too few gradients",
          type,
          () ->
              t.parameters().adamStep(0, 40, small, t.first(), t.second(), t.scalars(), t.health()),
          "adamStep",
          "8 entries");
      Check.refused(
          "sgdStep with too few scalars",
          type,
          () -> t.parameters().sgdStep(0, 40, t.gradients(), t.first(), small, t.health()),
          "sgdStep",
          "8 entries");
    }
  }
}
