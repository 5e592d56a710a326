package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.Conditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Images of every class in every style: a style is one draw of noise, which the classes of a row
 * share.
 */
final class StyleGrid {
  private StyleGrid() {}

  /**
   * Returns the images row by row, a row for each style with an image of each class.
   *
   * @param sampler draws an image for each condition, with the same noise at the same place
   */
  static List<float[]> images(int classes, int styles, Function<Conditions, float[][]> sampler) {
    List<float[][]> columns = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      columns.add(sampler.apply(of(classes, label, styles)));
    }
    List<float[]> images = new ArrayList<>();
    for (int style = 0; style < styles; style++) {
      for (float[][] column : columns) {
        images.add(column[style]);
      }
    }
    return images;
  }

  /** Returns one class as the condition of so many images. */
  static Conditions of(int classes, int label, int count) {
    int[] labels = new int[count];
    Arrays.fill(labels, label);
    return Conditions.labels(classes, labels);
  }
}
