package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;

/**
 * N(μ, σ²) with μ and the logarithm of the spread linear in some features; Kingma and Welling 2014,
 * appendix C.2. Where encoders and learned priors end. Parameters: {@code mean}, and {@code
 * logVariance} or {@code logSigma}, each with {@code weight} and {@code bias}. Immutable.
 */
public final class NormalHead {
  /** What the second linear layer gives. */
  public enum Spread {
    /** log σ². */
    LOG_VARIANCE("logVariance"),
    /** log σ, as in models that take σ = exp of a layer's output. */
    LOG_SIGMA("logSigma");

    private final String part;

    Spread(String part) {
      this.part = part;
    }
  }

  private final Dense mean;
  private final Dense spread;
  private final Spread meaning;
  private final Shape event;

  private NormalHead(Dense mean, Dense spread, Spread meaning, Shape event) {
    this.mean = mean;
    this.spread = spread;
    this.meaning = meaning;
    this.event = event;
  }

  /**
   * Declares a head whose spread is log σ².
   *
   * @param features the length of the last axis of what it reads
   * @param event the shape of one row's value, such as that of a group of latents
   * @throws IllegalArgumentException if a size is below 1
   */
  public static NormalHead of(BuildContext context, int features, Shape event) {
    return of(context, features, event, Spread.LOG_VARIANCE);
  }

  /**
   * Declares a head.
   *
   * @param features the length of the last axis of what it reads
   * @param event the shape of one row's value, such as that of a group of latents
   * @throws IllegalArgumentException if a size is below 1
   */
  public static NormalHead of(BuildContext context, int features, Shape event, Spread spread) {
    int size = Math.toIntExact(event.size());
    return new NormalHead(
        Dense.of(context.within("mean"), features, size, Activation.IDENTITY),
        Dense.of(context.within(spread.part), features, size, Activation.IDENTITY),
        spread,
        event);
  }

  /**
   * Returns the distribution of each row.
   *
   * @param features (batch…, features)
   * @return of batch shape (batch…) and the head's event
   * @throws IllegalArgumentException if the last axis is not the features; the message names both
   *     shapes
   */
  public DiagonalNormal apply(Pass pass, Tensor features) {
    Tensor output = spread.apply(pass, features);
    Tensor logVariance = meaning == Spread.LOG_SIGMA ? output.mul(2) : output;
    return DiagonalNormal.of(
        Flat.unflatten(mean.apply(pass, features), event),
        Flat.unflatten(logVariance, event),
        event.rank());
  }
}
