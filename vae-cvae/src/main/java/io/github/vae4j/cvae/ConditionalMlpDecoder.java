package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.HiddenLayers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fully connected layers from z and the {@linkplain ConditionFeatures features} of c to the
 * parameters of p(x | z, c), in which the last layer is linear. In a model without latents it reads
 * c alone, which makes a regressor or a classifier p(x | c).
 *
 * <p>Samples of z are leading axes; the features are computed once for all of them. Parameters:
 * {@code layer0}… and {@code output}, each with {@code weight} and {@code bias}, except that the
 * first of them has a {@code latentWeight} if it reads z and a {@code conditionWeight} if it reads
 * c, which side by side are the rows of its weight; and those of the features. Immutable.
 */
public final class ConditionalMlpDecoder implements Decoder {
  private static final String NAME = "decoder 'conditional-mlp'";

  private final @Nullable LatentGroup group;
  private final @Nullable ConditionFeatures features;
  private final JoinedMlp layers;

  private ConditionalMlpDecoder(
      HiddenLayers hidden, @Nullable ConditionFeatures features, BuildContext context) {
    group = context.latents().isEmpty() ? null : context.latent();
    this.features = features;
    List<JoinedMlp.Input> inputs = new ArrayList<>();
    if (group != null) {
      int size = Math.toIntExact(group.event().size());
      inputs.add(new JoinedMlp.Input("latentWeight", size));
    }
    if (features != null) {
      inputs.add(new JoinedMlp.Input("conditionWeight", features.width()));
    }
    long parameters = context.component(Likelihood.class).parameterShape(context.data()).size();
    layers = JoinedMlp.of(context, inputs, hidden, Math.toIntExact(parameters));
  }

  /**
   * Declares a decoder of z, if the model has latents, and c; how much it gives, the model's
   * likelihood says.
   *
   * @throws ConfigurationException if the model has no condition, or several latent groups, or an
   *     option would have no effect on its condition
   */
  public static ConditionalMlpDecoder of(
      HiddenLayers hidden, ConditionOptions condition, BuildContext context) {
    ConditionFeatures features = ConditionFeatures.of(NAME, condition, context);
    return new ConditionalMlpDecoder(hidden, features, context);
  }

  /**
   * Declares a decoder of z that knowingly ignores c, as where the prior of z reads it.
   *
   * @throws ConfigurationException if the model has several latent groups, or none
   */
  public static ConditionalMlpDecoder ofLatentsAlone(HiddenLayers hidden, BuildContext context) {
    if (context.latents().isEmpty()) {
      throw new ConfigurationException(
          NAME
              + " is told to ignore the condition, and the model has no latents, so that there is"
              + " nothing to decode; let it read the condition, or give the model latents");
    }
    return new ConditionalMlpDecoder(hidden, null, context);
  }

  /**
   * Returns the likelihood's parameters.
   *
   * @throws IllegalArgumentException if the condition is not of the model's size, which the message
   *     names, or is read and there is none
   */
  @Override
  public Tensor decode(Pass pass, Latents latents, Condition condition) {
    List<Tensor> inputs = new ArrayList<>();
    if (group != null) {
      inputs.add(Flat.flatten(latents.get(group.name()), group.event()));
    }
    if (features != null) {
      inputs.add(features.read(pass, condition));
    }
    return layers.apply(pass, inputs);
  }
}
