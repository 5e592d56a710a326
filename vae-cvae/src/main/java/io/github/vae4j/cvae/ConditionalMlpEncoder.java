package io.github.vae4j.cvae;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.Mlp;
import io.github.vae4j.core.nn.NormalHead;
import io.github.vae4j.core.nn.NormalHead.Spread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * q(z | x, c) = N(μ, σ²) with μ and the logarithm of the spread linear in the last hidden layer,
 * the first of which reads x and the {@linkplain ConditionFeatures features} of c side by side;
 * Sohn et al. 2015, section 4.
 *
 * <p>x is (batch, dataSize). A mask of observed entries of x is not read: x goes in with whatever
 * values stand where it is not observed. Parameters: {@code layer0}…, {@code mean}, and {@code
 * logVariance} or {@code logSigma}, each with {@code weight}, whose first rows are those of x, and
 * {@code bias}; and those of the features. Immutable.
 */
public final class ConditionalMlpEncoder implements Encoder {
  private static final String NAME = "encoder 'conditional-mlp'";

  private final int dataSize;
  private final @Nullable ConditionFeatures features;
  private final Mlp trunk;
  private final NormalHead head;

  private ConditionalMlpEncoder(
      HiddenLayers hidden,
      Spread spread,
      @Nullable ConditionFeatures features,
      BuildContext context) {
    dataSize = context.data().size();
    this.features = features;
    int width = features == null ? 0 : features.width();
    trunk = Mlp.of(context, dataSize + width, hidden.widths(), hidden.style());
    head = NormalHead.of(context, trunk.out(), context.latent().event(), spread);
  }

  /**
   * Declares an encoder of x and c.
   *
   * @throws ConfigurationException if the model has no condition, or not one latent group, or an
   *     option would have no effect on its condition
   */
  public static ConditionalMlpEncoder of(
      HiddenLayers hidden, Spread spread, ConditionOptions condition, BuildContext context) {
    ConditionFeatures features = ConditionFeatures.of(NAME, condition, context);
    return new ConditionalMlpEncoder(hidden, spread, features, context);
  }

  /**
   * Declares an encoder of x that knowingly ignores c, as where x tells all that c does.
   *
   * @throws ConfigurationException if the model has not one latent group
   */
  public static ConditionalMlpEncoder ofDataAlone(
      HiddenLayers hidden, Spread spread, BuildContext context) {
    return new ConditionalMlpEncoder(hidden, spread, null, context);
  }

  /**
   * Returns the posterior of each row, a {@link io.github.vae4j.core.distribution.DiagonalNormal}
   * with batch (batch).
   *
   * @throws IllegalArgumentException if x or the condition is not of the model's size, which the
   *     message names, or the condition is read and there is none
   */
  @Override
  public Posterior encode(Pass pass, Batch batch) {
    Tensor x = batch.x();
    Flat.require(NAME, "x", x, dataSize);
    Tensor all =
        features == null
            ? x
            : pass.ops().concat(List.of(x, features.read(pass, batch.condition())), -1);
    return Posterior.of(head.apply(pass, trunk.apply(pass, all)));
  }
}
