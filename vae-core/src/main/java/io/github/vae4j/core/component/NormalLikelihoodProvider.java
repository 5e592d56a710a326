package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.plugin.Options;

/**
 * Makes a {@link NormalLikelihood}: {@code normal}, with {@code scale} ({@code fixed}, the default,
 * {@code learned} or {@code per-value}), {@code sigma} (1 by default: its value, or the one it
 * begins at) and, unless fixed, {@code floor} (0.01 by default), above which σ stays.
 */
public final class NormalLikelihoodProvider implements LikelihoodProvider {
  @Override
  public String name() {
    return "normal";
  }

  @Override
  public Likelihood create(Options options, BuildContext context) {
    NormalLikelihood.Scale scale = options.choice("scale", NormalLikelihood.Scale.FIXED);
    double sigma = options.number("sigma", 1);
    if (!(sigma > 0) || Double.isInfinite(sigma)) {
      throw options.refuse("sigma", "must be positive and finite, got " + sigma);
    }
    return switch (scale) {
      case FIXED -> NormalLikelihood.fixed(sigma, context);
      case LEARNED -> NormalLikelihood.learned(sigma, floor(options, sigma), context);
      case PER_VALUE -> NormalLikelihood.perValue(sigma, floor(options, sigma), context);
    };
  }

  private static double floor(Options options, double sigma) {
    double floor = options.number("floor", 0.01);
    if (!(floor > 0) || floor >= sigma) {
      throw options.refuse(
          "floor", "must lie between 0 and sigma, which is " + sigma + ", got " + floor);
    }
    return floor;
  }
}
