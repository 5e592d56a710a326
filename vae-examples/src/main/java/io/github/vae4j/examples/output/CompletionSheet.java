package io.github.vae4j.examples.output;

import io.github.vae4j.core.data.Masks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture with a row for each image that was completed: what was seen of it at the left, then the
 * completions in their groups, and the image itself at the right.
 */
public final class CompletionSheet {
  private static final int GAP = 2;
  private static final int GROUP_GAP = 12;

  /** A blue that no level of grey is. */
  private static final int UNSEEN = 0x4d7ea8;

  private final ImageShape shape;
  private final float[][] images;
  private final Masks seen;
  private final List<float[][][]> groups = new ArrayList<>();

  /**
   * Makes a sheet without completions.
   *
   * @param images whole, (rows, entries), at least one
   * @param seen which entries of each were
   */
  public CompletionSheet(ImageShape shape, float[][] images, Masks seen) {
    if (images.length == 0) {
      throw new IllegalArgumentException("CompletionSheet: no images; give at least one");
    }
    this.shape = shape;
    this.images = images.clone();
    this.seen = seen;
  }

  /**
   * Adds completions of one kind right of what is there.
   *
   * @param samples (samples, rows, entries), drawn side by side
   * @throws IllegalArgumentException if there are not as many rows as images
   */
  public void add(float[][][] samples) {
    for (float[][] sample : samples) {
      if (sample.length != images.length) {
        throw new IllegalArgumentException(
            "CompletionSheet: completions of "
                + sample.length
                + " images, there are "
                + images.length
                + "; give one of each");
      }
    }
    groups.add(samples.clone());
  }

  /** Draws the sheet as PNG. */
  public void draw(Path file) {
    int columns = 2 + groups.stream().mapToInt(group -> group.length).sum();
    int wider = (groups.size() + 1) * GROUP_GAP;
    Canvas canvas = new Canvas(shape, columns, images.length, GAP, wider, 0);
    for (int row = 0; row < images.length; row++) {
      canvas.put(seen(row), 0, row, 0, 0);
      int column = 1;
      int right = 0;
      for (float[][][] group : groups) {
        right += GROUP_GAP;
        for (float[][] sample : group) {
          canvas.put(sample[row], column, row, right, 0);
          column++;
        }
      }
      canvas.put(images[row], column, row, wider, 0);
    }
    canvas.save(file);
  }

  private Canvas.Pixels seen(int row) {
    return (y, x) -> seen.get(row, shape.at(y, x)) ? shape.rgb(images[row], y, x) : UNSEEN;
  }
}
