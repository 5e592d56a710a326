package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * Sets entries to 0 with a probability, while a pass trains, and divides the others by the
 * probability that they stay; gives x itself in every other pass. Which entries go depends on the
 * pass's noise and this layer's place alone: applied twice in one pass, it drops the same ones,
 * unless one pass is {@linkplain Pass#at at} another place. Srivastava et al. 2014, section 10.
 * Immutable.
 */
public final class Dropout implements Layer {
  private final String place;
  private final double rate;

  private Dropout(String place, double rate) {
    this.place = place;
    this.rate = rate;
  }

  /**
   * Makes the layer.
   *
   * @param context gives it the place {@code dropout} for its noise
   * @param rate the probability that an entry is set to 0; with 0 the layer is the identity
   * @throws IllegalArgumentException if the rate is not in [0, 1), or the context has a dropout
   *     already
   */
  public static Dropout of(BuildContext context, double rate) {
    requireRate(rate);
    return new Dropout(context.place("dropout"), rate);
  }

  /** Returns whether a number is a rate of dropout, in [0, 1). */
  public static boolean isRate(double number) {
    return number >= 0 && number < 1;
  }

  static void requireRate(double rate) {
    if (!isRate(rate)) {
      throw new IllegalArgumentException(
          "Dropout: the rate must be 0 or more and below 1, got " + rate);
    }
  }

  /**
   * Returns x with entries dropped.
   *
   * @param x of any shape, which the result has too
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    if (rate == 0 || !pass.training()) {
      return x;
    }
    Tensor uniform = pass.noise().at(place).uniform(x.shape());
    Tensor stays = uniform.ops().full(rate, Shape.scalar()).less(uniform);
    return x.mul(stays.mul(1 / (1 - rate)));
  }
}
