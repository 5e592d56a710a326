package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three steps from (1, −2, 0.5) at rate 0.1 against the numbers of PyTorch 2.13's optimisers in
 * double precision.
 */
class OptimiserTest {
  private static final double[][] GRADIENTS = {
    {0.1, -0.3, 2.0}, {0.2, 0.1, -1.0}, {-0.5, 0.0, 0.3}
  };

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  private double[] threeSteps(Optimiser optimiser, double clipNorm) {
    State parameters = backend.state(3);
    State gradients = backend.state(3);
    State scalars = backend.state(StepScalar.COUNT);
    State health = backend.state(State.HEALTH_SIZE);
    Moments moments = Moments.zeros(backend, 3);
    parameters.set(0, new double[] {1, -2, 0.5});
    health.fill(0, 1, 1);
    for (int i = 0; i < GRADIENTS.length; i++) {
      gradients.set(0, GRADIENTS[i]);
      double[] numbers = OptimiserStep.scalars(optimiser, i + 1);
      numbers[StepScalar.LEARNING_RATE.index()] = 0.1;
      numbers[StepScalar.CLIP_NORM.index()] = clipNorm;
      scalars.set(0, numbers);
      try (Scope scope = backend.scope()) {
        gradients.measure(scope.ops().full(1, Shape.scalar()), health);
      }
      OptimiserStep.apply(
          optimiser,
          parameters,
          new Layout.Range("all", 0, 3),
          gradients,
          moments,
          scalars,
          health);
    }
    return parameters.toDoubles(0, 3);
  }

  @Test
  void gradientDescentWithMomentumAndWeightDecay() {
    assertThat(threeSteps(new Optimiser.Sgd(0.9, 0.01), 0))
        .containsExactly(new double[] {0.979352789, -1.926593568, 0.1158571995}, within(1e-9));
  }

  @Test
  void adamWithWeightDecay() {
    assertThat(threeSteps(new Optimiser.Adam(0.9, 0.999, 1e-8, 0.01), 0))
        .containsExactly(
            new double[] {0.8280907651854426, -1.81369701488403, 0.3439272618204346}, within(1e-9));
  }

  @Test
  void adamWithDecoupledDecay() {
    assertThat(threeSteps(new Optimiser.AdamW(0.9, 0.999, 1e-8, 0.01), 0))
        .containsExactly(
            new double[] {0.8286587958495814, -1.8232870578641782, 0.3431875608289675},
            within(1e-9));
  }

  @Test
  void gradientsAreClippedByTheirNormTogether() {
    // PyTorch adds 1e-6 to the norm before it divides, hence the wider tolerance.
    assertThat(threeSteps(new Optimiser.Sgd(0.9, 0), 0.5))
        .containsExactly(
            new double[] {1.0176406247531153, -1.9891954475081273, 0.4331483785517125},
            within(1e-6));
  }

  @Test
  void nothingMovesOnceANumberWasNotFinite() {
    State parameters = backend.state(2);
    State gradients = backend.state(2);
    State health = backend.state(State.HEALTH_SIZE);
    State scalars = backend.state(StepScalar.COUNT);
    health.fill(0, 1, 1);
    scalars.set(0, new double[] {0.1, 0, 0, 0, 0, 0, 0, 0, 0});
    gradients.set(0, new double[] {1, Double.NaN});
    try (Scope scope = backend.scope()) {
      gradients.measure(scope.ops().full(1, Shape.scalar()), health);
      gradients.fill(0, 2, 1);
      gradients.measure(scope.ops().full(1, Shape.scalar()), health);
    }
    Moments moments = Moments.zeros(backend, 2);
    OptimiserStep.apply(
        new Optimiser.Sgd(0, 0),
        parameters,
        new Layout.Range("all", 0, 2),
        gradients,
        moments,
        scalars,
        health);
    assertThat(parameters.toDoubles(0, 2)).containsExactly(0, 0);
    assertThat(health.toDoubles(0, 1)).containsExactly(0);
  }
}
