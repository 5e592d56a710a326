package io.github.vae4j.api.tensor;

/**
 * Convolution primitives on images (batch, height, width, channels), in the machine-learning sense:
 * kernels are not flipped.
 */
public interface Convolutions {
  /**
   * Returns the convolution of images with a kernel.
   *
   * @param x (batch, height, width, in)
   * @param kernel (out, kernelHeight, kernelWidth, in)
   * @return (batch, (height + 2·padHeight − kernelHeight) / strideHeight + 1, likewise width, out),
   *     rounded down
   * @throws IllegalArgumentException if channels differ or the padded image is smaller than the
   *     kernel
   */
  Tensor conv2d(Tensor x, Tensor kernel, Window window);

  /**
   * Returns the transposed convolution: the adjoint in its first argument of {@link #conv2d} with
   * the same kernel and window from images of {@code height} × {@code width}.
   *
   * @param x (batch, h, w, in)
   * @param kernel (in, kernelHeight, kernelWidth, out)
   * @param height rows of the result; conv2d of so many rows must give h
   * @param width columns of the result; conv2d of so many columns must give w
   * @return (batch, height, width, out)
   */
  Tensor convTranspose2d(Tensor x, Tensor kernel, Window window, int height, int width);

  /**
   * Returns the adjoint of {@link #conv2d} in its kernel: for every kernel entry the sum of image
   * times gradient.
   *
   * @param image the images that were convolved, (batch, height, width, in)
   * @param gradient (batch, h, w, out)
   * @return (out, kernelHeight, kernelWidth, in)
   */
  Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth);
}
