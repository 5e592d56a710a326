package io.github.vae4j.examples.study;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;

/** Makes images of the classes that it is asked for. */
@FunctionalInterface
interface Generator {
  /**
   * Returns images of every class, class by class, each labelled with the class that was asked for.
   *
   * @param seed equal seeds give equal images
   */
  Dataset images(int perClass, int seed);

  /** Returns decoder means of a class-conditional model, z drawn from its prior. */
  static Generator conditional(Vae vae, int classes) {
    return (perClass, seed) -> {
      int[] labels = ClassImages.balanced(perClass, classes);
      float[][] means = vae.sample(Conditions.labels(classes, labels), seed);
      return ClassImages.of(vae.model().data(), means, labels);
    };
  }

  /** Returns decoder means of a model without classes, z drawn from each class's Gaussian. */
  static Generator latentGaussians(Vae vae, ClassGaussians gaussians, int classes) {
    return (perClass, seed) ->
        ClassImages.of(
            vae.model().data(),
            vae.decode(gaussians.draw(perClass, seed)),
            ClassImages.balanced(perClass, classes));
  }

  /** Always answers the mean image of the class. */
  static Generator classMeans(Dataset images, int classes) {
    float[][] means = new float[classes][];
    for (int i = 0; i < classes; i++) {
      means[i] = mean(images, ClassImages.members(images, i));
    }
    return (perClass, seed) -> {
      int[] labels = ClassImages.balanced(perClass, classes);
      float[][] rows = new float[labels.length][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = means[labels[i]];
      }
      return ClassImages.of(images.schema(), rows, labels);
    };
  }

  private static float[] mean(Dataset images, int[] members) {
    double[] sum = new double[images.schema().size()];
    for (int member : members) {
      float[] row = images.row(member);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += row[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / members.length);
    }
    return mean;
  }
}
