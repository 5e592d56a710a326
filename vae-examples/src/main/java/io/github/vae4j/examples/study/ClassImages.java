package io.github.vae4j.examples.study;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Images with the number of their class as label. */
final class ClassImages {
  private ClassImages() {}

  /**
   * Returns the labels.
   *
   * @throws IllegalArgumentException if there are none
   */
  static int[] labels(Dataset images) {
    return images
        .labels()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the images have no labels, and a study of classes needs them; name other data"));
  }

  /** Returns one more than the largest label. */
  static int classes(Dataset images) {
    return Arrays.stream(labels(images)).max().orElse(-1) + 1;
  }

  /** Returns every class so many times, class by class. */
  static int[] balanced(int perClass, int classes) {
    return IntStream.range(0, perClass * classes).map(i -> i / perClass).toArray();
  }

  /** Returns the rows of one class, in order. */
  static int[] members(Dataset images, int of) {
    int[] labels = labels(images);
    return IntStream.range(0, labels.length).filter(i -> labels[i] == of).toArray();
  }

  /** Returns the first images of each class, class by class; all where there are fewer. */
  static Dataset first(Dataset images, int perClass, int classes) {
    int[] rows =
        IntStream.range(0, classes)
            .flatMap(i -> Arrays.stream(members(images, i)).limit(perClass))
            .toArray();
    int[] labels = labels(images);
    return of(
        images.schema(),
        Arrays.stream(rows).mapToObj(images::row).toArray(float[][]::new),
        Arrays.stream(rows).map(row -> labels[row]).toArray());
  }

  /** Returns a set of rows, labelled. */
  static Dataset of(DataSchema schema, float[][] rows, int[] labels) {
    int width = schema.size();
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return Dataset.of(schema, flat, labels);
  }
}
