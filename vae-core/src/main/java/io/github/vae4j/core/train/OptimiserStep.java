package io.github.vae4j.core.train;

import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.core.model.Layout;

/** What an {@link Optimiser} does to the states of a backend. */
final class OptimiserStep {
  private OptimiserStep() {}

  /**
   * Returns the numbers that one step reads, each at its {@link StepScalar#index()}; the learning
   * rate and the clipping are the caller's.
   *
   * @param step how many steps this group has taken, this one included
   */
  static double[] scalars(Optimiser optimiser, long step) {
    double[] scalars = new double[StepScalar.COUNT];
    scalars[StepScalar.STEP.index()] = step;
    if (optimiser instanceof Optimiser.Sgd sgd) {
      scalars[StepScalar.BETA1.index()] = sgd.momentum();
      scalars[StepScalar.WEIGHT_DECAY.index()] = sgd.weightDecay();
    } else if (optimiser instanceof Optimiser.Adam adam) {
      moments(scalars, adam.beta1(), adam.beta2(), adam.epsilon(), step);
      scalars[StepScalar.WEIGHT_DECAY.index()] = adam.weightDecay();
    } else if (optimiser instanceof Optimiser.AdamW adam) {
      moments(scalars, adam.beta1(), adam.beta2(), adam.epsilon(), step);
      scalars[StepScalar.DECOUPLED_DECAY.index()] = adam.weightDecay();
    }
    return scalars;
  }

  private static void moments(
      double[] scalars, double beta1, double beta2, double epsilon, long step) {
    scalars[StepScalar.BETA1.index()] = beta1;
    scalars[StepScalar.BETA2.index()] = beta2;
    scalars[StepScalar.EPSILON.index()] = epsilon;
    scalars[StepScalar.CORRECTION1.index()] = 1 - Math.pow(beta1, (double) step);
    scalars[StepScalar.CORRECTION2.index()] = 1 - Math.pow(beta2, (double) step);
  }

  /** Moves one group's parameters. */
  static void apply(
      Optimiser optimiser,
      State parameters,
      Layout.Range range,
      State gradients,
      Moments moments,
      State scalars,
      State health) {
    long from = range.offset();
    if (optimiser instanceof Optimiser.Sgd) {
      parameters.sgdStep(from, range.length(), gradients, moments.first(), scalars, health);
    } else {
      parameters.adamStep(
          from, range.length(), gradients, moments.first(), moments.second(), scalars, health);
    }
  }
}
