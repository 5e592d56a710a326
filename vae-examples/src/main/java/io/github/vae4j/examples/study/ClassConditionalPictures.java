package io.github.vae4j.examples.study;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.examples.output.ClassScatter;
import io.github.vae4j.examples.output.ImageShape;
import io.github.vae4j.examples.output.Pictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The pictures of the study: what a class-conditional model makes, and where classes lie without.
 */
public final class ClassConditionalPictures {
  private static final int STYLES = 10;
  private static final int OF_CLASS = 20;

  private final Path directory;
  private final ImageSet images;
  private final int classes;
  private final int seed;

  /**
   * Prepares the pictures.
   *
   * @param images (height, width, 1 or 3) with labels
   */
  public ClassConditionalPictures(Path directory, ImageSet images, int seed) {
    this.directory = directory;
    this.images = images;
    this.classes = ClassImages.classes(images.train());
    this.seed = seed;
  }

  /**
   * Draws {@code classes.png}, whose rows are styles and whose columns are classes: z is the same
   * along a row; {@code generated.png}, a row of draws for each class; and {@code means.png}, the
   * mean image of each class.
   */
  public void conditional(Vae vae) {
    float[][][] ofClass = new float[classes][][];
    for (int i = 0; i < classes; i++) {
      int[] labels = new int[STYLES];
      Arrays.fill(labels, i);
      ofClass[i] = vae.sample(Conditions.labels(classes, labels), seed);
    }
    List<float[]> styles = new ArrayList<>();
    for (int style = 0; style < STYLES; style++) {
      for (float[][] made : ofClass) {
        styles.add(made[style]);
      }
    }
    Pictures.grid(directory.resolve("classes.png"), shape(), styles, classes);
    Dataset made = Generator.conditional(vae, classes).images(OF_CLASS, seed);
    draw("generated.png", made, OF_CLASS);
    Dataset means = Generator.classMeans(images.train(), classes).images(1, seed);
    draw("means.png", means, classes);
  }

  private void draw(String name, Dataset made, int columns) {
    List<float[]> rows = IntStream.range(0, made.size()).mapToObj(made::row).toList();
    Pictures.grid(directory.resolve(name), shape(), rows, columns);
  }

  /**
   * Draws {@code latent.png}: the posterior means of the test images, coloured by class, in the
   * plane in which those of the training images' classes lie furthest apart.
   *
   * @param vae without condition
   */
  public void latent(Vae vae) {
    DiscriminantPlane plane =
        DiscriminantPlane.of(
            vae.encode(images.train()).mean(), ClassImages.labels(images.train()), classes);
    ClassScatter.draw(
        directory.resolve("latent.png"),
        "Posterior means of test images, by class that the model was not told",
        axis("first", plane.separation()[0]),
        axis("second", plane.separation()[1]),
        plane.project(vae.encode(images.test()).mean()),
        ClassImages.labels(images.test()));
  }

  private static String axis(String which, double share) {
    return String.format(
        Locale.ROOT,
        "%s linear discriminant, %.0f%% of the variance between classes",
        which,
        100 * share);
  }

  private ImageShape shape() {
    return ImageShape.of(images.train().schema().shape()).orElseThrow();
  }
}
