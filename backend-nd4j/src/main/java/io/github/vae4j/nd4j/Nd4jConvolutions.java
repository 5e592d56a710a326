package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Convolutions as matrix products with the patches under the kernel, some images at a time. */
abstract class Nd4jConvolutions extends Nd4jProducts implements Convolutions {
  Nd4jConvolutions(Nd4jScope scope) {
    super(scope);
  }

  /** What is done with the patches of some images. */
  private interface Group {
    void run(int first, int count, Span patches);
  }

  /** Makes what follows a product out of the (positions, channels) it writes. */
  interface Following {
    Gemm.Done of(Span positions);
  }

  @Override
  public final Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    return convolved("conv2d", x, kernel, window, positions -> Gemm.NOTHING);
  }

  final Tensor convolved(
      String operation, Tensor x, Tensor kernel, Window window, Following following) {
    Shape shape = ConvolutionRules.conv2d(x.shape(), kernel.shape(), window);
    Span images = span(operation, x);
    Span k = span(operation, kernel);
    Nd4jTensor result = result(operation, shape);
    Span out = result.span(operation);
    Patches patches = patches(x.shape(), kernel.shape(), shape, window);
    int channels = shape.dim(3);
    groups(
        operation,
        patches,
        images,
        true,
        (first, count, matrix) -> {
          int rows = count * patches.positions();
          Span part = rows(out, first * patches.positions(), rows, channels);
          new Gemm(rows, channels, patches.width(), false, true)
              .run(matrix, k, part, false, workers, following.of(part));
        });
    return result;
  }

  @Override
  public final Tensor convTranspose2d(
      Tensor x, Tensor kernel, Window window, int height, int width) {
    return transposed(
        "convTranspose2d", x, kernel, window, height, width, positions -> Gemm.NOTHING);
  }

  final Tensor transposed(
      String operation,
      Tensor x,
      Tensor kernel,
      Window window,
      int height,
      int width,
      Following following) {
    Shape shape =
        ConvolutionRules.convTranspose2d(x.shape(), kernel.shape(), window, height, width);
    Span small = span(operation, x);
    Span k = span(operation, kernel);
    Nd4jTensor result = result(operation, shape);
    Span images = result.span(operation);
    Gemm.Done done = following.of(images);
    Patches patches = patches(shape, kernel.shape(), x.shape(), window);
    int channels = x.shape().dim(3);
    groups(
        operation,
        patches,
        images,
        false,
        (first, count, matrix) -> {
          int rows = count * patches.positions();
          Span part = rows(small, first * patches.positions(), rows, channels);
          new Gemm(rows, patches.width(), channels, false, false)
              .run(part, k, matrix, false, workers, patches.isImage() ? done : Gemm.NOTHING);
          if (!patches.isImage()) {
            patches.scatter(matrix, first, count, images, workers, done);
          }
        });
    return result;
  }

  @Override
  public final Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    Shape shape =
        ConvolutionRules.convWeightGrad(
            image.shape(), gradient.shape(), window, kernelHeight, kernelWidth);
    Span images = span("convWeightGrad", image);
    Span g = span("convWeightGrad", gradient);
    Nd4jTensor result = result("convWeightGrad", shape);
    Span out = result.span("convWeightGrad");
    Patches patches = patches(image.shape(), shape, gradient.shape(), window);
    int channels = shape.dim(0);
    if (image.shape().dim(0) == 0) {
      out.fill(0, out.size(), 0, workers);
    }
    groups(
        "convWeightGrad",
        patches,
        images,
        true,
        (first, count, matrix) -> {
          int rows = count * patches.positions();
          Span part = rows(g, first * patches.positions(), rows, channels);
          new Gemm(channels, patches.width(), rows, true, false)
              .run(part, matrix, out, first > 0, workers);
        });
    return result;
  }

  private static Patches patches(Shape image, Shape kernel, Shape small, Window window) {
    return new Patches(image, kernel.dim(1), kernel.dim(2), small.dim(1), small.dim(2), window);
  }

  /** Runs over all images with room for the patches of a group, which is given back at the end. */
  private void groups(String operation, Patches patches, Span images, boolean gather, Group group) {
    int total = patches.image().dim(0);
    if (total == 0) {
      return;
    }
    if (patches.isImage()) {
      group.run(0, total, images);
      return;
    }
    int together = patches.imagesTogether();
    Memory memory = scope.backend().memory;
    long size = (long) together * patches.positions() * patches.width();
    Block block = memory.take(operation, size);
    try {
      Span matrix = new Span(block, 0, (int) size);
      for (int first = 0; first < total; first += together) {
        int count = Math.min(together, total - first);
        if (gather) {
          patches.gather(images, first, count, matrix, workers);
        }
        group.run(first, count, matrix);
      }
    } finally {
      memory.release(block);
    }
  }

  private static Span rows(Span matrix, int first, int count, int width) {
    return new Span(matrix.block(), matrix.offset() + first * width, count * width);
  }
}
