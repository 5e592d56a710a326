package io.github.vae4j.examples.study;

import io.github.vae4j.core.data.Dataset;

/** Says the class of images. */
@FunctionalInterface
interface Classifier {
  /** Returns the number of the class of each row. */
  int[] classify(Dataset images);

  /**
   * Returns for each row whether its class is the label it has.
   *
   * @throws IllegalArgumentException if the images have no labels
   */
  default boolean[] recognises(Dataset images) {
    int[] labels = ClassImages.labels(images);
    int[] said = classify(images);
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = said[i] == labels[i];
    }
    return right;
  }
}
