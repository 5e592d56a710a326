package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.examples.bench.StepProfile.Line;
import io.github.vae4j.examples.bench.StepProfile.Phase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void watchingChangesNothingAndCountsWhatWasCalled() {
    Profile profile = new Profile();
    try (Backend plain = new ReferenceBackend()) {
      Backend watched = profile.of(plain);
      State state = watched.state(2);
      state.set(0, new double[] {3, 4});
      try (Scope scope = watched.scope()) {
        Tensor row = scope.ops().view(state, 0, Shape.of(1, 2));

        assertThat(scope.ops().matmul(row, row, false, true).toDoubles()).containsExactly(25);
        assertThat(Set.of(state)).contains(state);
        assertThatThrownBy(() -> scope.ops().matmul(row, row, false, false))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("matmul");
      }
    }

    StepProfile counted = profile.steps(2);

    assertThat(line(counted, Phase.BETWEEN, "Ops.matmul").calls()).isEqualTo(1);
    assertThat(line(counted, Phase.BETWEEN, "State.set").calls()).isEqualTo(0.5);
    profile.clear();
    assertThat(profile.steps(1).lines()).isEmpty();
  }

  @Test
  void aStepIsSplitIntoWhatComesBeforeForwardBackwardAndUpdate() {
    try (Backend backend = neverCapturing(new ReferenceBackend())) {
      StepProfile profile =
          new ProfiledTraining(Small.training(), backend, Plugins.discover()).run();

      // images, row numbers, schedules, and the numbers of the one optimiser of both groups
      assertThat(line(profile, Phase.BETWEEN, "State.set").calls()).isEqualTo(4);
      assertThat(line(profile, Phase.FORWARD, "Ops.linear").calls()).isEqualTo(5);
      assertThat(line(profile, Phase.BACKWARD, "Ops.linearGrad").calls()).isEqualTo(5);
      assertThat(line(profile, Phase.BACKWARD, "Ops.bernoulliGrad").calls()).isEqualTo(1);
      assertThat(line(profile, Phase.UPDATE, "State.measure").calls()).isEqualTo(1);
      assertThat(profile.lines())
          .filteredOn(line -> line.method().equals("State.adamStep"))
          .extracting(Line::phase)
          .containsOnly(Phase.UPDATE);
      for (Phase phase : Phase.values()) {
        assertThat(line(profile, phase, StepProfile.HOST).ms()).isPositive();
      }
    }
  }

  @Test
  void theTextSaysHowTheStepWasRunAndSumsUpWhatIsShort() {
    StepProfile profile =
        StepProfile.sorted(
            List.of(
                new Line(Phase.FORWARD, "Ops.view", 9, 0.001),
                new Line(Phase.FORWARD, "Ops.linear", 5, 6),
                new Line(Phase.BETWEEN, StepProfile.HOST, 12, 3.999)));
    Contender engine = new Contender("engine", false, List.of(), Map.of());
    Measurement m = Measurement.begin(engine, "cpu", Small.training()).with(Round.of(8));

    assertThat(profile.text(m))
        .containsExactly(
            "small, batch 4 on engine: 10.000 ms/step, run uncaptured and watched; 8.000 ms/step as the trainer runs it (0.80 times as long)",
            "between steps                                3.999 ms  40.0 %",
            "  (host)                                     3.999 ms  40.0 %",
            "forward                                      6.001 ms  60.0 %",
            "  Ops.linear                    5.0 calls    6.000 ms  60.0 %",
            "  (all others)                               0.001 ms   0.0 %",
            "backward                                     0.000 ms   0.0 %",
            "update                                       0.000 ms   0.0 %");
    assertThat(StepProfile.of(profile.toJson())).isEqualTo(profile);
  }

  private static Line line(StepProfile profile, Phase phase, String method) {
    return profile.lines().stream()
        .filter(line -> line.phase() == phase && line.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " in " + phase + " of " + profile));
  }

  /** Returns a backend that would replay a captured step without a call that can be watched. */
  private static Backend neverCapturing(Backend backend) {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isNotEqualTo("capture");
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
