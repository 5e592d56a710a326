package io.github.vae4j.cvae;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.data.Masks;

/** Parts of images that are seen, for a model that completes the rest. */
public final class ImageParts {
  private ImageParts() {}

  /**
   * Returns a mask that shows some quadrants of an image: 1 the one at the bottom left, 2 the left
   * half, 3 all but the one at the bottom right, as the completion tasks of Sohn et al. 2015,
   * section 5.1, are set in Pyro's example of a conditional VAE.
   *
   * @param images (height, width) or (height, width, channels); with an odd height or width the
   *     lower and right quadrants are the larger
   * @throws IllegalArgumentException if the count is not 1, 2 or 3, or the rows are no images
   */
  public static Masks quadrants(DataSchema images, int count) {
    if (count < 1 || count > 3) {
      throw new IllegalArgumentException(
          "ImageParts.quadrants: 1, 2 or 3 quadrants can be seen, got " + count);
    }
    Shape shape = image("quadrants", images);
    int middle = shape.dim(0) / 2;
    int centre = shape.dim(1) / 2;
    return mask(
        shape,
        (row, column) -> {
          boolean top = row < middle;
          boolean left = column < centre;
          return (left && !top) || (left && count > 1) || (top && count > 2);
        });
  }

  /**
   * Returns a mask that shows the columns from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param images (height, width) or (height, width, channels)
   * @throws IllegalArgumentException unless 0 ≤ from &lt; to ≤ width and something is left to
   *     complete, or if the rows are no images
   */
  public static Masks columns(DataSchema images, int from, int to) {
    Shape shape = image("columns", images);
    int width = shape.dim(1);
    if (from < 0 || from >= to || to > width || to - from == width) {
      throw new IllegalArgumentException(
          "ImageParts.columns: columns "
              + from
              + " to "
              + to
              + " of an image of width "
              + width
              + "; name some from 0 on, not all");
    }
    return mask(shape, (row, column) -> column >= from && column < to);
  }

  private static Shape image(String operation, DataSchema images) {
    Shape shape = images.shape();
    if (shape.rank() < 2 || shape.rank() > 3) {
      throw new IllegalArgumentException(
          "ImageParts."
              + operation
              + ": rows of shape "
              + shape
              + " are no images (height, width) or (height, width, channels)");
    }
    return shape;
  }

  /** Whether a pixel is seen. */
  private interface Seen {
    boolean at(int row, int column);
  }

  private static Masks mask(Shape shape, Seen seen) {
    int channels = shape.rank() == 3 ? shape.dim(2) : 1;
    boolean[] mask = new boolean[Math.toIntExact(shape.size())];
    for (int i = 0; i < mask.length; i++) {
      int pixel = i / channels;
      mask[i] = seen.at(pixel / shape.dim(1), pixel % shape.dim(1));
    }
    return Masks.same(mask);
  }
}
