package io.github.vae4j.examples.output;

import io.github.vae4j.api.tensor.Shape;
import java.util.Optional;

/**
 * The shape of data that can be looked at.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int height, int width, int channels) {
  private static final int COMFORTABLE = 84;
  private static final int WIDEST = 1200;

  /** Returns the shape as an image's, if rows of data are images: (height, width, channels). */
  public static Optional<ImageShape> of(Shape data) {
    if (data.rank() == 3 && (data.dim(2) == 1 || data.dim(2) == 3)) {
      return Optional.of(new ImageShape(data.dim(0), data.dim(1), data.dim(2)));
    }
    return Optional.empty();
  }

  /**
   * Returns how many screen pixels a side make one pixel pleasant to look at in a grid of so many
   * columns.
   */
  int comfortableScale(int columns) {
    return Math.max(1, Math.min(COMFORTABLE / Math.max(height, width), WIDEST / (columns * width)));
  }

  /** Returns where the values of a pixel begin. */
  int at(int y, int x) {
    return (y * width + x) * channels;
  }

  /** Returns a pixel as 0xRRGGBB. */
  int rgb(float[] image, int y, int x) {
    int at = at(y, x);
    int red = level(image[at]);
    if (channels == 1) {
      return red << 16 | red << 8 | red;
    }
    return red << 16 | level(image[at + 1]) << 8 | level(image[at + 2]);
  }

  /** A value beyond 0 and 1 is drawn as the nearer of them, NaN as black. */
  private static int level(float value) {
    return Math.round(Math.min(1, Math.max(0, value)) * 255);
  }
}
