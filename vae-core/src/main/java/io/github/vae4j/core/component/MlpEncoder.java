package io.github.vae4j.core.component;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Mlp;
import io.github.vae4j.core.nn.NormalHead;
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
  private final int dataSize;
  private final Mlp trunk;
  private final NormalHead head;

  /**
   * Declares the encoder.
   *
   * @param hidden the widths of the hidden layers, from x on; none makes μ and log σ² linear in x
   * @param style what follows each hidden layer
   * @throws io.github.vae4j.api.plugin.ConfigurationException if the model has several latent
   *     groups or a condition
   * @throws IllegalArgumentException if a width is below 1
   */
  public MlpEncoder(List<Integer> hidden, LayerStyle style, BuildContext context) {
    Unconditional.require("encoder 'mlp'", context);
    LatentGroup group = context.latent();
    dataSize = context.data().size();
    trunk = Mlp.of(context, dataSize, hidden, style);
    head = NormalHead.of(context, trunk.out(), group.event());
  }

  /** Declares an encoder whose hidden layers an activation alone follows. */
  public MlpEncoder(List<Integer> hidden, Activation activation, BuildContext context) {
    this(hidden, LayerStyle.of(activation), context);
  }

  /**
   * Returns the posterior of each row, a {@link io.github.vae4j.core.distribution.DiagonalNormal}
   * with batch (batch).
   *
   * @throws IllegalArgumentException if the rows are not of the model's data; the message names
   *     both sizes
   */
  @Override
  public Posterior encode(Pass pass, Batch batch) {
    Flat.require("encoder 'mlp'", "x", batch.x(), dataSize);
    return Posterior.of(head.apply(pass, trunk.apply(pass, batch.x())));
  }
}
