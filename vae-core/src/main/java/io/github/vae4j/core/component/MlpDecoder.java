package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Mlp;
import java.util.List;

/**
 * Fully connected layers from z to the likelihood's parameters, in which the last layer is linear.
 *
 * <p>Parameters: {@code layer0}… and {@code output}, each with {@code weight} and {@code bias}.
 */
public final class MlpDecoder implements Decoder {
  private final LatentGroup group;
  private final Mlp trunk;
  private final Dense output;

  /**
   * Declares the decoder; how much it gives, the model's likelihood says.
   *
   * @param hidden the widths of the hidden layers, from z on; none makes the parameters linear in z
   * @param style what follows each hidden layer
   * @throws io.github.vae4j.api.plugin.ConfigurationException if the model has several latent
   *     groups or a condition
   * @throws IllegalArgumentException if a width is below 1
   */
  public MlpDecoder(List<Integer> hidden, LayerStyle style, BuildContext context) {
    Unconditional.require("decoder 'mlp'", context);
    group = context.latent();
    trunk = Mlp.of(context, Math.toIntExact(group.event().size()), hidden, style);
    long parameters = context.component(Likelihood.class).parameterShape(context.data()).size();
    output =
        Dense.of(
            context.within("output"),
            trunk.out(),
            Math.toIntExact(parameters),
            Activation.IDENTITY);
  }

  /** Declares a decoder whose hidden layers an activation alone follows. */
  public MlpDecoder(List<Integer> hidden, Activation activation, BuildContext context) {
    this(hidden, LayerStyle.of(activation), context);
  }

  @Override
  public Tensor decode(Pass pass, Latents latents, Condition condition) {
    Tensor z = Flat.flatten(latents.get(group.name()), group.event());
    return output.apply(pass, trunk.apply(pass, z));
  }
}
