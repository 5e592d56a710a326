package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.Mlp;
import io.github.vae4j.core.nn.NormalHead;
import io.github.vae4j.core.nn.NormalHead.Spread;

/**
 * p(z | c) = N(μ(c), σ²(c)): fully connected layers over the {@linkplain ConditionFeatures
 * features} of c, in the last of which μ and the logarithm of the spread are linear; the prior of
 * Sohn et al. 2015, section 4.
 *
 * <p>Parameters: {@code layer0}…, {@code mean}, and {@code logVariance} or {@code logSigma}, each
 * with {@code weight} and {@code bias}; and those of the features. Immutable.
 */
public final class ConditionalNormalPrior implements Prior {
  private static final String NAME = "prior 'conditional-normal'";

  private final ConditionFeatures features;
  private final Mlp trunk;
  private final NormalHead head;

  private ConditionalNormalPrior(
      HiddenLayers hidden, Spread spread, ConditionFeatures features, BuildContext context) {
    this.features = features;
    trunk = Mlp.of(context, features.width(), hidden.widths(), hidden.style());
    head = NormalHead.of(context, trunk.out(), context.latent().event(), spread);
  }

  /**
   * Declares the prior.
   *
   * @throws ConfigurationException if the model has no condition, or not one latent group, or an
   *     option would have no effect on its condition
   */
  public static ConditionalNormalPrior of(
      HiddenLayers hidden, Spread spread, ConditionOptions condition, BuildContext context) {
    ConditionFeatures features = ConditionFeatures.of(NAME, condition, context);
    return new ConditionalNormalPrior(hidden, spread, features, context);
  }

  /**
   * Returns p(z | c) of each row of c, with batch (batch).
   *
   * @throws IllegalArgumentException if there is no condition, or it is not of the model's size,
   *     which the message names
   */
  @Override
  public DiagonalNormal given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
    return head.apply(pass, trunk.apply(pass, features.read(pass, condition)));
  }
}
