package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.nn.Layer;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Residual;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The stages of a convolutional encoder or decoder, each of which makes images smaller or larger.
 *
 * @param channels of the stages in the order in which data flows, one or more
 * @param kernel height and width of the kernels
 * @param stride by how much a stage divides or multiplies height and width
 * @param padding zeros added on each side
 * @param residual how many residual blocks follow the convolution of each stage
 * @param style what follows each hidden layer
 */
public record ConvolutionStages(
    List<Integer> channels, int kernel, int stride, int padding, int residual, LayerStyle style) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no stage, or a number is too small
   */
  public ConvolutionStages {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || kernel < 1 || stride < 1 || padding < 0 || residual < 0) {
      throw new IllegalArgumentException(
          "ConvolutionStages: there must be a stage, kernel and stride must be 1 or more, padding and residual 0 or more, got channels "
              + channels
              + ", kernel "
              + kernel
              + ", stride "
              + stride
              + ", padding "
              + padding
              + ", residual "
              + residual);
    }
  }

  /** Declares the residual blocks of one stage. */
  Layer blocks(BuildContext context, int width) {
    Layer blocks = Layer.identity();
    for (int i = 0; i < residual; i++) {
      blocks =
          blocks.then(Residual.convolutional(context.within("residual" + i), width, width, style));
    }
    return blocks;
  }

  /**
   * Returns the sizes of an image before each stage and after the last.
   *
   * @param component named in the message
   * @throws ConfigurationException if the kernel is smaller than the stride, so that pixels would
   *     be passed over, or does not fit the image that a stage reads
   */
  List<ImageSize> convolved(String component, ImageSize image) {
    if (kernel < stride) {
      throw new ConfigurationException(
          component
              + ": a kernel of "
              + kernel
              + " with a stride of "
              + stride
              + " passes over pixels; give a larger kernel or a smaller stride");
    }
    return sizes(
        image,
        size -> {
          int room = Math.min(size.height(), size.width()) + 2 * padding - kernel;
          if (room < 0) {
            throw new ConfigurationException(
                component
                    + ": a kernel of "
                    + kernel
                    + " with a padding of "
                    + padding
                    + " does not fit the "
                    + size
                    + " pixels to which "
                    + image
                    + " have shrunk; name fewer stages in 'channels', give a smaller kernel or more padding");
          }
          return new ImageSize(positions(size.height()), positions(size.width()));
        });
  }

  private int positions(int length) {
    return (length + 2 * padding - kernel) / stride + 1;
  }

  /**
   * Returns the sizes of an image before each division by the stride, rounded up, and after.
   *
   * @param component named in the message
   * @throws IllegalArgumentException if the padding does not keep the size
   */
  List<ImageSize> divided(String component, ImageSize image) {
    if (padding != kernel / 2) {
      throw new IllegalArgumentException(
          component
              + ": sub-pixels of a kernel of "
              + kernel
              + " need a padding of "
              + kernel / 2
              + ", half of it, got "
              + padding);
    }
    return sizes(
        image,
        size ->
            new ImageSize(
                (size.height() + stride - 1) / stride, (size.width() + stride - 1) / stride));
  }

  private List<ImageSize> sizes(ImageSize image, UnaryOperator<ImageSize> next) {
    List<ImageSize> sizes = new ArrayList<>(List.of(image));
    for (int i = 0; i < channels.size(); i++) {
      sizes.add(next.apply(sizes.get(i)));
    }
    return sizes;
  }
}
