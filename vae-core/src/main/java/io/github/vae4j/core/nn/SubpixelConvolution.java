package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/**
 * Sub-pixel upsampling: a {@link Convolution} to factor² times the channels, which become factor ×
 * factor pixels each. Shi et al. 2016, equation 4. Immutable.
 */
public final class SubpixelConvolution implements Layer {
  private static final String NAME = "SubpixelConvolution";

  private final Convolution convolution;
  private final int factor;
  private final int height;
  private final int width;

  private SubpixelConvolution(Convolution convolution, int factor, int height, int width) {
    this.convolution = convolution;
    this.factor = factor;
    this.height = height;
    this.width = width;
  }

  /**
   * Declares the layer, whose parameters are those of a {@link Convolution}.
   *
   * @param in channels of what it reads
   * @param out channels of what it gives
   * @param kernel height and width of the kernel, an odd number
   * @param factor how many pixels one becomes along each axis
   * @param height rows of what it gives; any beyond are cut off
   * @param width columns of what it gives, likewise
   * @throws IllegalArgumentException if a number is below 1, or the kernel is even
   */
  public static SubpixelConvolution of(
      BuildContext context,
      int in,
      int out,
      int kernel,
      int factor,
      int height,
      int width,
      Activation activation) {
    Images.requirePositive(NAME, in, out, kernel);
    Images.requireSize(NAME, height, width);
    if (kernel % 2 == 0 || factor < 1) {
      throw new IllegalArgumentException(
          NAME
              + ": the kernel must be odd and the factor 1 or more, got "
              + kernel
              + " and "
              + factor);
    }
    Window same = Window.of(1, kernel / 2);
    return new SubpixelConvolution(
        Convolution.of(context, in, out * factor * factor, kernel, same, activation),
        factor,
        height,
        width);
  }

  /**
   * Returns the enlarged images.
   *
   * @param x (…, h, w, in) with h = height / factor and w = width / factor, rounded up
   * @return (…, height, width, out)
   * @throws IllegalArgumentException if x has other channels or another size
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return Images.together(NAME, x, images -> enlarged(convolution.apply(pass, fitting(images))));
  }

  private Tensor fitting(Tensor images) {
    int h = (height + factor - 1) / factor;
    int w = (width + factor - 1) / factor;
    Shape shape = images.shape();
    if (shape.dim(1) != h || shape.dim(2) != w) {
      throw new IllegalArgumentException(
          NAME
              + ": "
              + height
              + " x "
              + width
              + " pixels by a factor of "
              + factor
              + " come from x of (…, "
              + h
              + ", "
              + w
              + ", channels), got "
              + shape);
    }
    return images;
  }

  /** Channel (i · factor + j) · out + c of a pixel becomes channel c of the pixel (i, j) in it. */
  private Tensor enlarged(Tensor y) {
    Shape s = y.shape();
    int out = s.dim(3) / (factor * factor);
    return y.reshape(s.dim(0), s.dim(1), s.dim(2), factor, factor, out)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(s.dim(0), s.dim(1) * factor, s.dim(2) * factor, out)
        .slice(1, 0, height)
        .slice(2, 0, width);
  }
}
