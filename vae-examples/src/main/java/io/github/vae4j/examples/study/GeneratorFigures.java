package io.github.vae4j.examples.study;

import java.util.List;

/**
 * What is measured of images by class.
 *
 * @param name of what made them
 * @param recognised the share that a classifier trained on real images takes for what was asked
 * @param recognisedOfClass the same, class by class
 * @param taught the share of real test images that a classifier recognises which was trained on
 *     such images alone
 * @param distances within a class
 * @param distanceRatio their mean over the mean of the real images
 */
public record GeneratorFigures(
    String name,
    Share recognised,
    List<Share> recognisedOfClass,
    Share taught,
    ClassDistances distances,
    double distanceRatio) {
  /** Copies the list. */
  public GeneratorFigures {
    recognisedOfClass = List.copyOf(recognisedOfClass);
  }
}
