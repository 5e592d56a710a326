package io.github.vae4j.core.component;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.Mlp;
import java.util.List;

/**
 * q(z | x) = N(μ(x), σ²(x)) with μ and log σ² linear in the last hidden layer; Kingma and Welling
 * 2014, appendix C.2.
 *
 * <p>x is (batch, dataSize). A mask of observed entries is not read: x goes in with whatever values
 * stand where it is not observed. Parameters: {@code layer0}…, {@code mean} and {@code
 * logVariance}, each with {@code weight} and {@code bias}.
 */
public final class MlpEncoder implements Encoder {
  private final LatentGroup group;
  private final int dataSize;
  private final Mlp trunk;
  private final Dense mean;
  private final Dense logVariance;

  /**
   * Declares the encoder.
   *
   * @param hidden the widths of the hidden layers, from x on; none makes μ and log σ² linear in x
   * @throws io.github.vae4j.api.plugin.ConfigurationException if the model has several latent
   *     groups or a condition
   * @throws IllegalArgumentException if a width is below 1
   */
  public MlpEncoder(List<Integer> hidden, Activation activation, BuildContext context) {
    Unconditional.require("encoder 'mlp'", context);
    group = context.latent();
    dataSize = context.data().size();
    trunk = Mlp.of(context, dataSize, hidden, activation);
    int latentSize = Math.toIntExact(group.event().size());
    mean = Dense.of(context.within("mean"), trunk.out(), latentSize, Activation.IDENTITY);
    logVariance =
        Dense.of(context.within("logVariance"), trunk.out(), latentSize, Activation.IDENTITY);
  }

  /**
   * Returns the posterior of each row, a {@link DiagonalNormal} with batch (batch).
   *
   * @throws IllegalArgumentException if the rows are not of the model's data; the message names
   *     both sizes
   */
  @Override
  public Posterior encode(Pass pass, Batch batch) {
    Flat.require("encoder 'mlp'", "x", batch.x(), dataSize);
    Tensor features = trunk.apply(pass, batch.x());
    return Posterior.of(
        DiagonalNormal.of(
            Flat.unflatten(mean.apply(pass, features), group.event()),
            Flat.unflatten(logVariance.apply(pass, features), group.event()),
            group.event().rank()));
  }
}
