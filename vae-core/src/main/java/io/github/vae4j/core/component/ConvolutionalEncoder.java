package io.github.vae4j.core.component;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.nn.Convolution;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.Layer;
import io.github.vae4j.core.nn.Mlp;
import io.github.vae4j.core.nn.NormalHead;
import java.util.List;

/**
 * q(z | x) = N(μ(x), σ²(x)) of images: convolutions, each followed by residual blocks, then fully
 * connected layers, in the last of which μ and log σ² are linear.
 *
 * <p>x is (batch, height · width · channels). A mask of observed entries is not read: x goes in
 * with whatever values stand where it is not observed. Parameters: {@code conv0}…, {@code layer0}…,
 * {@code mean} and {@code logVariance}, each with {@code weight} and {@code bias}; those of
 * residual blocks and normalisations lie within the layer that they follow.
 */
public final class ConvolutionalEncoder implements Encoder {
  private static final String NAME = "encoder 'conv'";

  private final Shape image;
  private final Layer stages;
  private final Shape features;
  private final Mlp trunk;
  private final NormalHead head;

  /**
   * Declares the encoder.
   *
   * @param hidden the widths of the fully connected hidden layers; none makes μ and log σ² linear
   *     in the last stage's output
   * @throws io.github.vae4j.api.plugin.ConfigurationException if the model's data is no image, a
   *     kernel does not fit or is smaller than the stride, or the model has several latent groups
   *     or a condition
   * @throws IllegalArgumentException if a number of channels or a width is below 1
   */
  public ConvolutionalEncoder(
      ConvolutionStages options, List<Integer> hidden, BuildContext context) {
    Unconditional.require(NAME, context);
    LatentGroup group = context.latent();
    ImageSize size = ImageSize.of(NAME, context.data());
    int channels = ImageSize.channels(context.data());
    List<ImageSize> sizes = options.convolved(NAME, size);
    image = size.with(channels);
    stages = stages(options, channels, context);
    int stageCount = options.channels().size();
    features = sizes.get(stageCount).with(options.channels().get(stageCount - 1));
    trunk = Mlp.of(context, Math.toIntExact(features.size()), hidden, options.style());
    head = NormalHead.of(context, trunk.out(), group.event());
  }

  private static Layer stages(ConvolutionStages options, int channels, BuildContext context) {
    Window window = Window.of(options.stride(), options.padding());
    Layer stages = Layer.identity();
    int in = channels;
    for (int i = 0; i < options.channels().size(); i++) {
      BuildContext part = context.within("conv" + i);
      int from = in;
      int to = options.channels().get(i);
      Layer convolution =
          options
              .style()
              .hidden(part, to, f -> Convolution.of(part, from, to, options.kernel(), window, f));
      stages = stages.then(convolution).then(options.blocks(part, to));
      in = to;
    }
    return stages;
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
    Flat.require(NAME, "x", batch.x(), Math.toIntExact(image.size()));
    Tensor last = stages.apply(pass, Flat.unflatten(batch.x(), image));
    return Posterior.of(head.apply(pass, trunk.apply(pass, Flat.flatten(last, features))));
  }
}
