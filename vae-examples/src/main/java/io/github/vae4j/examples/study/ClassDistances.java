package io.github.vae4j.examples.study;

import io.github.vae4j.core.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How far apart images of one class are: for each class the mean Euclidean distance, over all
 * pixels, of 20,000 pairs of two different members drawn at random.
 *
 * @param ofClass one distance for each class, in units of the largest grey level
 */
public record ClassDistances(List<Double> ofClass) {
  private static final int PAIRS = 20_000;

  /** Copies the list. */
  public ClassDistances {
    ofClass = List.copyOf(ofClass);
  }

  /**
   * Measures images.
   *
   * @param seed of the pairs
   * @throws IllegalArgumentException if a class has fewer than two images
   */
  public static ClassDistances of(Dataset images, int classes, int seed) {
    Random random = new Random(seed);
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      int[] members = ClassImages.members(images, i);
      if (members.length < 2) {
        throw new IllegalArgumentException(
            "ClassDistances: class "
                + i
                + " has "
                + members.length
                + " images, and a distance needs two; take more images");
      }
      distances.add(mean(images, members, random));
    }
    return new ClassDistances(distances);
  }

  private static double mean(Dataset images, int[] members, Random random) {
    double sum = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      int first = random.nextInt(members.length);
      int second = random.nextInt(members.length - 1);
      int other = second < first ? second : second + 1;
      sum += distance(images.row(members[first]), images.row(members[other]));
    }
    return sum / PAIRS;
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  /** Returns the mean over the classes. */
  public double mean() {
    return ofClass.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
