package io.github.vae4j.examples.output;

import java.nio.file.Path;
import java.util.List;

/** The pictures of a run, as PNG files. Images hold values from 0 to 1, channels last. */
public final class Pictures {
  private static final int GAP = 2;
  private static final int PAIRS_A_BAND = 10;
  private static final int BAND_GAP = 14;

  private Pictures() {}

  /**
   * Draws images in a grid that is as square as their number allows.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static void sheet(Path file, ImageShape shape, List<float[]> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("sheet: there are no images to draw; give at least one");
    }
    int columns = (int) Math.ceil(Math.sqrt(images.size()));
    grid(file, shape, images, columns, GAP);
  }

  /**
   * Draws images in a grid of so many columns.
   *
   * @param images row by row
   * @throws IllegalArgumentException unless they fill one row or more
   */
  public static void grid(Path file, ImageShape shape, List<float[]> images, int columns) {
    if (images.isEmpty() || images.size() % columns != 0) {
      throw new IllegalArgumentException(
          "grid: "
              + images.size()
              + " images do not fill rows of "
              + columns
              + "; give a multiple, at least one row");
    }
    grid(file, shape, images, columns, GAP);
  }

  /**
   * Draws the images of a square of latent codes side by side, without gaps.
   *
   * @param images row by row, from the largest second coordinate down
   * @param side the number of codes along a side
   */
  public static void manifold(Path file, ImageShape shape, List<float[]> images, int side) {
    if (images.size() != side * side) {
      throw new IllegalArgumentException(
          "manifold: "
              + side
              + " codes a side need "
              + side * side
              + " images, got "
              + images.size());
    }
    grid(file, shape, images, side, 0);
  }

  /**
   * Draws each original above its reconstruction, in bands of ten pairs.
   *
   * @throws IllegalArgumentException unless there are as many of one as of the other, and at least
   *     one
   */
  public static void reconstructions(
      Path file, ImageShape shape, List<float[]> originals, List<float[]> reconstructions) {
    int pairs = originals.size();
    if (pairs == 0 || pairs != reconstructions.size()) {
      throw new IllegalArgumentException(
          "reconstructions: got "
              + pairs
              + " originals and "
              + reconstructions.size()
              + " reconstructions; give one of each, at least one");
    }
    int bands = (pairs + PAIRS_A_BAND - 1) / PAIRS_A_BAND;
    Canvas canvas =
        new Canvas(shape, Math.min(pairs, PAIRS_A_BAND), 2 * bands, GAP, 0, (bands - 1) * BAND_GAP);
    for (int i = 0; i < pairs; i++) {
      int band = i / PAIRS_A_BAND;
      canvas.put(originals.get(i), i % PAIRS_A_BAND, 2 * band, 0, band * BAND_GAP);
      canvas.put(reconstructions.get(i), i % PAIRS_A_BAND, 2 * band + 1, 0, band * BAND_GAP);
    }
    canvas.save(file);
  }

  private static void grid(
      Path file, ImageShape shape, List<float[]> images, int columns, int gap) {
    int rows = (images.size() + columns - 1) / columns;
    Canvas canvas = new Canvas(shape, columns, rows, gap, 0, 0);
    for (int i = 0; i < images.size(); i++) {
      canvas.put(images.get(i), i % columns, i / columns, 0, 0);
    }
    canvas.save(file);
  }
}
