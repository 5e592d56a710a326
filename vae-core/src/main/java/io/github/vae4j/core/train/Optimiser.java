package io.github.vae4j.core.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.vae4j.api.plugin.Options;

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
      requirePositive("epsilon", epsilon);
    }

    /** Returns Adam with the numbers its authors recommend: 0.9, 0.999, 1e-8. */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-8, 0);
    }

    @Override
    public String type() {
      return "adam";
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
      requirePositive("epsilon", epsilon);
    }

    @Override
    public String type() {
      return "adamw";
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

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "optimiser: " + name + " must be from 0 to below 1, got " + value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("optimiser: " + name + " must be above 0, got " + value);
    }
  }
}
