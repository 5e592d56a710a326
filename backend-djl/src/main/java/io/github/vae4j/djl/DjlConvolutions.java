package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Convolutions. */
abstract class DjlConvolutions extends DjlProducts implements Convolutions {
  DjlConvolutions(DjlScope scope) {
    super(scope);
  }

  @Override
  public final Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    Shape shape = ConvolutionRules.conv2d(x.shape(), kernel.shape(), window);
    return call("conv2d", shape, x, kernel, stride(window), padding(window));
  }

  @Override
  public final Tensor convTranspose2d(
      Tensor x, Tensor kernel, Window window, int height, int width) {
    Shape shape =
        ConvolutionRules.convTranspose2d(x.shape(), kernel.shape(), window, height, width);
    int[] size = {height, width};
    return call("convTranspose2d", shape, x, kernel, stride(window), padding(window), size);
  }

  @Override
  public final Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    Shape shape =
        ConvolutionRules.convWeightGrad(
            image.shape(), gradient.shape(), window, kernelHeight, kernelWidth);
    return call(
        "convWeightGrad", shape, image, gradient, shape.toArray(), stride(window), padding(window));
  }

  static int[] stride(Window window) {
    return new int[] {window.strideHeight(), window.strideWidth()};
  }

  static int[] padding(Window window) {
    return new int[] {window.padHeight(), window.padWidth()};
  }
}
