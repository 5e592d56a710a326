package io.github.vae4j.api.tensor;

import static io.github.vae4j.api.tensor.ShapeRules.require;

/**
 * The result shapes of {@linkplain Convolutions convolutions}, and the refusal of operands that do
 * not fit; like {@link ShapeRules}, called by every backend.
 */
public final class ConvolutionRules {
  private ConvolutionRules() {}

  /** Returns the shape of {@link Convolutions#conv2d}. */
  public static Shape conv2d(Shape x, Shape kernel, Window window) {
    return convolved("conv2d", x, kernel, window);
  }

  /** Returns the shape of {@link Convolutions#convTranspose2d}. */
  public static Shape convTranspose2d(Shape x, Shape kernel, Window window, int height, int width) {
    return transposed("convTranspose2d", x, kernel, window, height, width);
  }

  /** Returns the shape of {@link Convolutions#convWeightGrad}. */
  public static Shape convWeightGrad(
      Shape image, Shape gradient, Window window, int kernelHeight, int kernelWidth) {
    require(
        image.rank() == 4 && gradient.rank() == 4,
        "convWeightGrad: image and gradient must have rank 4, got %s and %s",
        image,
        gradient);
    Shape kernel = Shape.of(gradient.dim(3), kernelHeight, kernelWidth, image.dim(3));
    Shape expected = conv2d(image, kernel, window);
    require(
        expected.equals(gradient),
        "convWeightGrad: the gradient must be %s, got %s",
        expected,
        gradient);
    return kernel;
  }

  /** Returns the shape of {@link Fused#convolution}. */
  public static Shape convolution(Shape x, Shape kernel, Shape bias, Window window) {
    Shape result = convolved("convolution", x, kernel, window);
    requireBias("convolution", bias, kernel, kernel.dim(0));
    return result;
  }

  /** Returns the shape of {@link Fused#transposedConvolution}. */
  public static Shape transposedConvolution(
      Shape x, Shape kernel, Shape bias, Window window, int height, int width) {
    Shape result = transposed("transposedConvolution", x, kernel, window, height, width);
    requireBias("transposedConvolution", bias, kernel, kernel.dim(3));
    return result;
  }

  private static Shape convolved(String operation, Shape x, Shape kernel, Window window) {
    require(
        x.rank() == 4 && kernel.rank() == 4,
        "%s: x must be (batch, height, width, in) and the kernel (out, height, width, in), got %s and %s",
        operation,
        x,
        kernel);
    require(
        x.dim(3) == kernel.dim(3),
        "%s: channels differ: x is %s, kernel is %s; their last axes must be equal",
        operation,
        x,
        kernel);
    return Shape.of(
        x.dim(0),
        positions(operation, x.dim(1), window.padHeight(), kernel.dim(1), window.strideHeight()),
        positions(operation, x.dim(2), window.padWidth(), kernel.dim(2), window.strideWidth()),
        kernel.dim(0));
  }

  private static Shape transposed(
      String operation, Shape x, Shape kernel, Window window, int height, int width) {
    require(
        x.rank() == 4 && kernel.rank() == 4,
        "%s: x must be (batch, height, width, in) and the kernel (in, height, width, out), got %s and %s",
        operation,
        x,
        kernel);
    require(
        x.dim(3) == kernel.dim(0),
        "%s: channels differ: x is %s, kernel is %s; the last axis of x must be the kernel's first",
        operation,
        x,
        kernel);
    Shape image = Shape.of(x.dim(0), height, width, kernel.dim(3));
    Shape back = convolved(operation, image, kernel, window);
    require(
        back.equals(x),
        "%s: a result of %d x %d pixels belongs to x of shape %s, got %s; mend height and width",
        operation,
        height,
        width,
        back,
        x);
    return image;
  }

  private static int positions(String operation, int length, int pad, int kernel, int stride) {
    int room = length + 2 * pad - kernel;
    require(
        kernel > 0 && room >= 0,
        "%s: a kernel of length %d does not fit an axis of %d pixels with %d zeros on each side",
        operation,
        kernel,
        length,
        pad);
    return room / stride + 1;
  }

  private static void requireBias(String operation, Shape bias, Shape kernel, int channels) {
    require(
        bias.equals(Shape.of(channels)),
        "%s: the kernel is %s and the bias %s; the bias must be (%d)",
        operation,
        kernel,
        bias,
        channels);
  }
}
