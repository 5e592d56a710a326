package io.github.vae4j.examples.study;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.cvae.BoundClassifier;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures whether a class-conditional model makes images of the class that is asked for, as varied
 * as the real ones, beside what always answers the mean of the class, and beside a model that was
 * not told the classes.
 */
public final class ClassConditional {
  private final Backend backend;
  private final ImageSet images;
  private final int classes;
  private final Settings settings;
  private final Consumer<String> notes;

  /**
   * How much is measured.
   *
   * @param perClass images of each class that are made and looked at; a classifier is trained on
   *     twice as many
   * @param classifierEpochs passes over its images in the training of a classifier
   * @param seed of all draws and of the classifiers
   */
  public record Settings(int perClass, int classifierEpochs, int seed) {}

  /**
   * Returns the number of classes, one more than the largest label of a training image.
   *
   * @throws IllegalArgumentException if the images have no labels, or a class has too few to be
   *     studied: two to train on and one to test
   */
  public static int classes(ImageSet images) {
    int classes = ClassImages.classes(images.train());
    for (int i = 0; i < classes; i++) {
      int train = ClassImages.members(images.train(), i).length;
      int test = ClassImages.members(images.test(), i).length;
      if (train < 2 || test < 1) {
        throw new IllegalArgumentException(
            "class "
                + i
                + " has "
                + train
                + " images to train on and "
                + test
                + " to test, and needs two and one; take more, with a larger --limit");
      }
    }
    return classes;
  }

  /** Returns images with their labels as conditions. */
  public static ImageSet givenLabels(ImageSet images) {
    int classes = classes(images);
    return new ImageSet(
        images.name(),
        images.train().givenLabels(classes),
        images.test().givenLabels(classes),
        images.origin());
  }

  /**
   * Prepares the study.
   *
   * @param images with labels
   * @param notes is told what is under way
   */
  public ClassConditional(
      Backend backend, ImageSet images, Settings settings, Consumer<String> notes) {
    this.backend = backend;
    this.images = images;
    classes = classes(images);
    this.settings = settings;
    this.notes = notes;
  }

  /**
   * Measures models of these images.
   *
   * @param conditional whose condition is the label
   * @param unconditional without condition, with one group of latents
   * @throws IllegalArgumentException if they are not
   */
  public ClassConditionalFigures measure(Vae conditional, Vae unconditional) {
    Dataset test = images.test();
    notes.accept("asking which class has the highest bound");
    BoundClassifier bounds = new BoundClassifier(conditional);
    Classifier highest = rows -> bounds.classify(rows, 0, settings.seed());
    Share highestBound = Share.of(highest.recognises(test));
    ClassGaussians gaussians = gaussians(unconditional);
    Classifier densest = rows -> gaussians.classify(unconditional.encode(rows).mean());
    Generator drawn = Generator.latentGaussians(unconditional, gaussians, classes);
    try (GeneratorStudy study = new GeneratorStudy(backend, images, settings, notes)) {
      return new ClassConditionalFigures(
          settings.perClass(),
          elbo(conditional, test.givenLabels(classes)),
          elbo(unconditional, test),
          highestBound,
          Share.of(densest.recognises(test)),
          study.real(),
          List.of(
              study.made("class-conditional VAE", Generator.conditional(conditional, classes)),
              study.made("class means", Generator.classMeans(images.train(), classes)),
              study.made("VAE without classes", drawn)));
    }
  }

  private ClassGaussians gaussians(Vae unconditional) {
    notes.accept("fitting a Gaussian to the codes of each class");
    float[][] codes = unconditional.encode(images.train()).mean();
    return ClassGaussians.fit(codes, ClassImages.labels(images.train()), classes);
  }

  private Estimate elbo(Vae vae, Dataset data) {
    return vae.evaluate(data, new EvaluationOptions(settings.seed(), 0, false)).elbo();
  }
}
