package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/**
 * Convolutions as sums over all triples of a pixel of the large image, a kernel entry and a pixel
 * of the small image that meet: each of the three operations sums over the products of two of them
 * into the third.
 */
abstract class ReferenceConvolutions extends ReferenceProducts implements Convolutions {
  ReferenceConvolutions(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public final Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    Shape shape = ConvolutionRules.conv2d(x.shape(), kernel.shape(), window);
    double[] image = values("conv2d", x);
    double[] k = values("conv2d", kernel);
    double[] small = new double[size(shape)];
    meetings(x.shape(), kernel.shape(), shape, window, (i, j, s) -> small[s] += image[i] * k[j]);
    return result("conv2d", shape, small);
  }

  @Override
  public final Tensor convTranspose2d(
      Tensor x, Tensor kernel, Window window, int height, int width) {
    Shape shape =
        ConvolutionRules.convTranspose2d(x.shape(), kernel.shape(), window, height, width);
    double[] small = values("convTranspose2d", x);
    double[] k = values("convTranspose2d", kernel);
    double[] image = new double[size(shape)];
    meetings(shape, kernel.shape(), x.shape(), window, (i, j, s) -> image[i] += small[s] * k[j]);
    return result("convTranspose2d", shape, image);
  }

  @Override
  public final Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    Shape shape =
        ConvolutionRules.convWeightGrad(
            image.shape(), gradient.shape(), window, kernelHeight, kernelWidth);
    double[] large = values("convWeightGrad", image);
    double[] small = values("convWeightGrad", gradient);
    double[] kernel = new double[size(shape)];
    meetings(
        image.shape(),
        shape,
        gradient.shape(),
        window,
        (i, j, s) -> kernel[j] += large[i] * small[s]);
    return result("convWeightGrad", shape, kernel);
  }

  /** Visits the flat positions of everything that meets; zeros around the image meet nothing. */
  private static void meetings(
      Shape image, Shape kernel, Shape small, Window window, Visitor visitor) {
    for (int s = 0; s < small.size(); s++) {
      int out = s % small.dim(3);
      int column = s / small.dim(3) % small.dim(2);
      int row = s / small.dim(3) / small.dim(2) % small.dim(1);
      int n = s / small.dim(3) / small.dim(2) / small.dim(1);
      for (int p = 0; p < kernel.dim(1); p++) {
        for (int q = 0; q < kernel.dim(2); q++) {
          int y = row * window.strideHeight() - window.padHeight() + p;
          int x = column * window.strideWidth() - window.padWidth() + q;
          if (0 <= y && y < image.dim(1) && 0 <= x && x < image.dim(2)) {
            int i = ((n * image.dim(1) + y) * image.dim(2) + x) * image.dim(3);
            int j = ((out * kernel.dim(1) + p) * kernel.dim(2) + q) * kernel.dim(3);
            for (int in = 0; in < image.dim(3); in++) {
              visitor.visit(i + in, j + in, s);
            }
          }
        }
      }
    }
  }

  /** Receives three flat positions that meet. */
  private interface Visitor {
    void visit(int image, int kernel, int small);
  }
}
