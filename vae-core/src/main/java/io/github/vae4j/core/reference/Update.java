package io.github.vae4j.core.reference;

import static io.github.vae4j.api.tensor.StepScalar.BETA1;
import static io.github.vae4j.api.tensor.StepScalar.BETA2;
import static io.github.vae4j.api.tensor.StepScalar.CLIP_NORM;
import static io.github.vae4j.api.tensor.StepScalar.CORRECTION1;
import static io.github.vae4j.api.tensor.StepScalar.CORRECTION2;
import static io.github.vae4j.api.tensor.StepScalar.DECOUPLED_DECAY;
import static io.github.vae4j.api.tensor.StepScalar.EPSILON;
import static io.github.vae4j.api.tensor.StepScalar.LEARNING_RATE;
import static io.github.vae4j.api.tensor.StepScalar.WEIGHT_DECAY;

import io.github.vae4j.api.tensor.StepScalar;

/** One optimiser step on single entries. */
final class Update {
  private final double[] scalars;
  private final double clip;

  /**
   * Reads the numbers of a step.
   *
   * @param scalars in the order of {@link StepScalar}
   * @param norm of all gradients together
   */
  Update(double[] scalars, double norm) {
    this.scalars = scalars;
    double limit = scalars[CLIP_NORM.index()];
    this.clip = limit == 0 ? 1 : Math.min(1, limit / norm);
  }

  /**
   * Kingma and Ba 2015, algorithm 1, with the decoupled decay of Loshchilov and Hutter 2019,
   * algorithm 2.
   */
  void adam(double[] parameters, int i, double gradient, double[] first, double[] second) {
    double g = decayed(gradient, parameters[i]);
    first[i] = value(BETA1) * first[i] + (1 - value(BETA1)) * g;
    second[i] = value(BETA2) * second[i] + (1 - value(BETA2)) * g * g;
    double mean = first[i] / value(CORRECTION1);
    double root = Math.sqrt(second[i] / value(CORRECTION2));
    double move = mean / (root + value(EPSILON)) + value(DECOUPLED_DECAY) * parameters[i];
    parameters[i] -= value(LEARNING_RATE) * move;
  }

  void sgd(double[] parameters, int i, double gradient, double[] momentum) {
    momentum[i] = value(BETA1) * momentum[i] + decayed(gradient, parameters[i]);
    parameters[i] -= value(LEARNING_RATE) * momentum[i];
  }

  private double decayed(double gradient, double parameter) {
    return gradient * clip + value(WEIGHT_DECAY) * parameter;
  }

  private double value(StepScalar scalar) {
    return scalars[scalar.index()];
  }
}
