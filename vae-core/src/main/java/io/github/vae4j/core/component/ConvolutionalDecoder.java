package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.Layer;
import io.github.vae4j.core.nn.Mlp;
import io.github.vae4j.core.nn.SubpixelConvolution;
import io.github.vae4j.core.nn.TransposedConvolution;
import java.util.List;

/**
 * Images from z: fully connected layers, the last onto a small grid, then stages that enlarge it to
 * the image's size, in which the last is linear and gives the likelihood's parameters of each
 * pixel. Residual blocks follow the grid and each stage but the last.
 *
 * <p>Parameters: {@code layer0}…, {@code grid}, {@code conv0}… and {@code output}, each with {@code
 * weight} and {@code bias}; those of residual blocks and normalisations lie within the layer that
 * they follow.
 */
public final class ConvolutionalDecoder implements Decoder {
  private static final String NAME = "decoder 'conv'";

  /** How a stage enlarges images. */
  public enum Upsampling {
    /**
     * By a transposed convolution: sizes are exactly those of a {@link ConvolutionalEncoder} of the
     * same kernel, stride and padding.
     */
    TRANSPOSED,
    /**
     * By a convolution to stride² times the channels, which become stride × stride pixels each; the
     * kernel is odd and the padding half of it, rounded down. What is beyond the size of the image
     * is cut off.
     */
    SUBPIXEL
  }

  private final LatentGroup group;
  private final Mlp trunk;
  private final Layer stages;
  private final Shape output;

  /**
   * Declares the decoder; how many parameters it gives for a pixel, the model's likelihood says.
   *
   * @param options the first stage's channels are those of the grid
   * @param hidden the widths of the fully connected hidden layers, from z on
   * @throws ConfigurationException if the model's data is no image, a kernel of a transposed
   *     convolution does not fit or is smaller than the stride, the likelihood's parameters are not
   *     those of single pixels, or the model has several latent groups or a condition
   * @throws IllegalArgumentException if a number of channels or a width is below 1, or sub-pixels
   *     are to come from an even kernel or with a padding other than half of it
   */
  public ConvolutionalDecoder(
      ConvolutionStages options,
      Upsampling upsampling,
      List<Integer> hidden,
      BuildContext context) {
    Unconditional.require(NAME, context);
    group = context.latent();
    ImageSize image = ImageSize.of(NAME, context.data());
    Shape parameters = context.component(Likelihood.class).parameterShape(context.data());
    output = image.with(parametersOfPixel(parameters, image, context.data().shape()));
    List<ImageSize> sizes =
        switch (upsampling) {
          case TRANSPOSED -> options.convolved(NAME, image);
          case SUBPIXEL -> options.divided(NAME, image);
        };
    trunk = Mlp.of(context, Math.toIntExact(group.event().size()), hidden, options.style());
    stages = new Stages(options, upsampling, sizes, output.dim(2)).declare(context, trunk.out());
  }

  private static int parametersOfPixel(Shape parameters, ImageSize image, Shape data) {
    if (parameters.rank() < 2 || !parameters.leading(2).equals(data.leading(2))) {
      throw new ConfigurationException(
          NAME
              + " gives parameters for each pixel, and the likelihood asks for "
              + parameters
              + " for data of "
              + data
              + "; give the data the shape (height, width, channels), or choose 'mlp'");
    }
    return Math.toIntExact(parameters.size() / image.size(1));
  }

  /**
   * Declares the layers from the last hidden one to the parameters.
   *
   * @param sizes from the image to the grid
   */
  private record Stages(
      ConvolutionStages options, Upsampling upsampling, List<ImageSize> sizes, int output) {

    Layer declare(BuildContext context, int features) {
      List<Integer> channels = options.channels();
      int last = channels.size() - 1;
      Layer stages = grid(context.within("grid"), features);
      for (int i = 0; i < last; i++) {
        stages = stages.then(stage(context.within("conv" + i), i));
      }
      BuildContext part = context.within("output");
      return stages.then(
          enlarging(part, channels.get(last), output, sizes.get(0), Activation.IDENTITY));
    }

    private Layer stage(BuildContext context, int i) {
      int from = options.channels().get(i);
      int to = options.channels().get(i + 1);
      ImageSize size = sizes.get(options.channels().size() - 1 - i);
      return options
          .style()
          .hidden(context, to, f -> enlarging(context, from, to, size, f))
          .then(options.blocks(context, to));
    }

    private Layer grid(BuildContext context, int features) {
      int channels = options.channels().get(0);
      ImageSize size = sizes.get(sizes.size() - 1);
      Layer unflatten = (pass, x) -> Flat.unflatten(x, size.with(channels));
      return options
          .style()
          .hidden(
              context,
              channels,
              f -> Dense.of(context, features, size.size(channels), f).then(unflatten))
          .then(options.blocks(context, channels));
    }

    private Layer enlarging(
        BuildContext context, int in, int out, ImageSize to, Activation activation) {
      int kernel = options.kernel();
      int stride = options.stride();
      return switch (upsampling) {
        case TRANSPOSED -> {
          Window window = Window.of(stride, options.padding());
          yield TransposedConvolution.of(
              context, in, out, kernel, window, to.height(), to.width(), activation);
        }
        case SUBPIXEL ->
            SubpixelConvolution.of(
                context, in, out, kernel, stride, to.height(), to.width(), activation);
      };
    }
  }

  @Override
  public Tensor decode(Pass pass, Latents latents, Condition condition) {
    Tensor z = Flat.flatten(latents.get(group.name()), group.event());
    return Flat.flatten(stages.apply(pass, trunk.apply(pass, z)), output);
  }
}
