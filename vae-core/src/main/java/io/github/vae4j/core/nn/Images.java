package io.github.vae4j.core.nn;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.function.UnaryOperator;

/** Images with any number of leading axes. */
final class Images {
  private Images() {}

  /**
   * Applies a function of (batch, height, width, channels) to (…, height, width, channels).
   *
   * @param layer named in the message
   */
  static Tensor together(String layer, Tensor x, UnaryOperator<Tensor> function) {
    Shape shape = x.shape();
    if (shape.rank() < 3) {
      throw new IllegalArgumentException(
          layer
              + ": x must be (…, height, width, channels), got "
              + shape
              + "; reshape flat rows first");
    }
    if (shape.rank() == 4) {
      return function.apply(x);
    }
    Shape leading = shape.dropTrailing(3);
    int batch = Math.toIntExact(leading.size());
    Tensor images = function.apply(x.reshape(shape.trailing(3).prepend(batch)));
    return images.reshape(leading.append(images.shape().trailing(3)));
  }

  /** Refuses heights and widths below 1. */
  static void requireSize(String layer, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          layer + ": height and width must be 1 or more, got " + height + " x " + width);
    }
  }

  /** Refuses numbers of channels and sizes of kernels below 1. */
  static void requirePositive(String layer, int in, int out, int kernel) {
    if (in < 1 || out < 1 || kernel < 1) {
      throw new IllegalArgumentException(
          layer
              + ": channels and kernel must be 1 or more, got "
              + in
              + " channels in, "
              + out
              + " out and a kernel of "
              + kernel);
    }
  }
}
