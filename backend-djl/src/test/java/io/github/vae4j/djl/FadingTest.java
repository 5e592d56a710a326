package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.core.plugin.JsonOptions;
import org.junit.jupiter.api.Test;

/** The moments of a parameter without gradients end at 0, on no way through subnormal numbers. */
class FadingTest {
  private static final int SIZE = 1000;

  @Test
  void momentsWithoutGradients_becomeZeroAndNeverSubnormal() {
    try (Backend backend = new DjlBackendProvider().create(JsonOptions.empty());
        State parameters = backend.state(SIZE);
        State gradients = backend.state(SIZE);
        State first = backend.state(SIZE);
        State second = backend.state(SIZE);
        State scalars = backend.state(StepScalar.COUNT);
        State health = backend.state(State.HEALTH_SIZE);
        Replay replay =
            backend.capture(
                () -> parameters.adamStep(0, SIZE, gradients, first, second, scalars, health))) {
      scalars.set(0, new double[] {1e-3, 0.9, 0.9, 1e-8, 1, 1, 0, 0, 0, 0});
      health.fill(0, 1, 1);
      first.fill(0, SIZE, -1e-3);
      second.fill(0, SIZE, 1e-6);
      for (int step = 1; step <= 1000; step++) {
        scalars.fill(StepScalar.STEP.index(), 1, step);
        replay.run();
        if (step % 25 == 0) {
          assertNotSubnormal(first.toFloats(0, SIZE));
          assertNotSubnormal(second.toFloats(0, SIZE));
        }
      }
      assertThat(first.toFloats(0, SIZE)).containsOnly(0);
      assertThat(second.toFloats(0, SIZE)).containsOnly(0);
    }
  }

  private static void assertNotSubnormal(float[] moments) {
    for (float moment : moments) {
      assertThat(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL).as("%s", moment).isTrue();
    }
  }
}
