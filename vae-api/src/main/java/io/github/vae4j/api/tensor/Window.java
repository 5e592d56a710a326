package io.github.vae4j.api.tensor;

/**
 * How a convolution's kernel moves over an image: its stride and the zeros added on each side, in
 * pixels.
 *
 * @param strideHeight rows between two positions, 1 or more
 * @param strideWidth columns between two positions, 1 or more
 * @param padHeight rows of zeros added above and below
 * @param padWidth columns of zeros added left and right
 */
public record Window(int strideHeight, int strideWidth, int padHeight, int padWidth) {
  /** Refuses strides below 1 and negative padding. */
  public Window {
    if (strideHeight < 1 || strideWidth < 1 || padHeight < 0 || padWidth < 0) {
      throw new IllegalArgumentException(
          "Window: strides must be 1 or more and padding 0 or more, got strides ("
              + strideHeight
              + ", "
              + strideWidth
              + ") and padding ("
              + padHeight
              + ", "
              + padWidth
              + ")");
    }
  }

  /** Returns the window with the same stride and padding along both axes. */
  public static Window of(int stride, int pad) {
    return new Window(stride, stride, pad, pad);
  }
}
