package io.github.vae4j.core.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.core.model.Layout;

/** How gradients move parameters. */
public sealed interface Optimiser {
  /** The names under which configurations choose an optimiser. */
  enum Type {
    /** {@link Sgd}. */
    SGD,
    /** {@link Adam}. */
    ADAM,
    /** {@link AdamW}. */
    ADAMW
  }

  /** Returns the name of this kind of optimiser in a configuration. */
  @JsonProperty
  String type();

  /**
   * Fills the numbers that one step reads, each at its place in {@link StepScalar}; the learning
   * rate and the clipping are the caller's.
   *
   * @param step how many steps this group has taken, this one included
   */
  void fill(double[] scalars, long step);

  /** Moves one group's parameters. */
  void apply(
      State parameters,
      Layout.Range range,
      State gradients,
      Moments moments,
      State scalars,
      State health);

  /**
   * Gradient descent with momentum: m ← βm + g, θ ← θ − ηm.
   *
   * @param momentum β, from 0 to below 1
   * @param weightDecay added to the gradient, times θ
   */
  record Sgd(double momentum, double weightDecay) implements Optimiser {
    /** Refuses a momentum outside [0, 1). */
    public Sgd {
      requireFraction("momentum", momentum);
    }

    @Override
    public String type() {
      return "sgd";
    }

    @Override
    public void fill(double[] scalars, long step) {
      scalars[StepScalar.BETA1.index()] = momentum;
      scalars[StepScalar.WEIGHT_DECAY.index()] = weightDecay;
    }

    @Override
    public void apply(
        State parameters,
        Layout.Range range,
        State gradients,
        Moments moments,
        State scalars,
        State health) {
      parameters.sgdStep(
          range.offset(), range.length(), gradients, moments.first(), scalars, health);
    }
  }

  /**
   * Adam. Kingma and Ba 2015, algorithm 1.
   *
   * @param beta1 of the first moment, from 0 to below 1
   * @param beta2 of the second moment, from 0 to below 1
   * @param epsilon added to the root, above 0
   * @param weightDecay added to the gradient, times θ
   */
  record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimiser {
    /** Refuses moments outside [0, 1). */
    public Adam {
      requireFraction("beta1", beta1);
      requireFraction("beta2", beta2);
    }

    /** Returns Adam with the numbers its authors recommend: 0.9, 0.999, 1e-8. */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-8, 0);
    }

    @Override
    public String type() {
      return "adam";
    }

    @Override
    public void fill(double[] scalars, long step) {
      adam(scalars, beta1, beta2, epsilon, step);
      scalars[StepScalar.WEIGHT_DECAY.index()] = weightDecay;
    }

    @Override
    public void apply(
        State parameters,
        Layout.Range range,
        State gradients,
        Moments moments,
        State scalars,
        State health) {
      moments.adam(parameters, range, gradients, scalars, health);
    }
  }

  /**
   * Adam with decoupled weight decay. Loshchilov and Hutter 2019, algorithm 2.
   *
   * @param beta1 of the first moment, from 0 to below 1
   * @param beta2 of the second moment, from 0 to below 1
   * @param epsilon added to the root, above 0
   * @param weightDecay applied to θ, times the learning rate
   */
  record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimiser {
    /** Refuses moments outside [0, 1). */
    public AdamW {
      requireFraction("beta1", beta1);
      requireFraction("beta2", beta2);
    }

    @Override
    public String type() {
      return "adamw";
    }

    @Override
    public void fill(double[] scalars, long step) {
      adam(scalars, beta1, beta2, epsilon, step);
      scalars[StepScalar.DECOUPLED_DECAY.index()] = weightDecay;
    }

    @Override
    public void apply(
        State parameters,
        Layout.Range range,
        State gradients,
        Moments moments,
        State scalars,
        State health) {
      moments.adam(parameters, range, gradients, scalars, health);
    }
  }

  /** Reads an optimiser: {@code type} and that type's numbers. */
  static Optimiser read(Options options) {
    return switch (options.choice("type", Type.ADAM)) {
      case SGD -> new Sgd(options.number("momentum", 0.9), options.number("weightDecay", 0));
      case ADAM ->
          new Adam(
              options.number("beta1", 0.9),
              options.number("beta2", 0.999),
              options.number("epsilon", 1e-8),
              options.number("weightDecay", 0));
      case ADAMW ->
          new AdamW(
              options.number("beta1", 0.9),
              options.number("beta2", 0.999),
              options.number("epsilon", 1e-8),
              options.number("weightDecay", 0.01));
    };
  }

  private static void adam(
      double[] scalars, double beta1, double beta2, double epsilon, long step) {
    scalars[StepScalar.BETA1.index()] = beta1;
    scalars[StepScalar.BETA2.index()] = beta2;
    scalars[StepScalar.EPSILON.index()] = epsilon;
    scalars[StepScalar.CORRECTION1.index()] = 1 - Math.pow(beta1, (double) step);
    scalars[StepScalar.CORRECTION2.index()] = 1 - Math.pow(beta2, (double) step);
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "optimiser: " + name + " must be from 0 to below 1, got " + value);
    }
  }
}
