package io.github.vae4j.examples.study;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures images made by class: a classifier trained on real images says whether they are of the
 * class, one trained on them alone whether they stand for the real ones, and the distances within a
 * class whether they differ from each other. Closed, it frees the classifier.
 */
final class GeneratorStudy implements AutoCloseable {
  private final Backend backend;
  private final ImageSet images;
  private final int classes;
  private final ClassConditional.Settings settings;
  private final Consumer<String> notes;
  private final DigitClassifier judge;
  private final ClassDistances real;

  /** Trains the classifier that judges. */
  GeneratorStudy(
      Backend backend,
      ImageSet images,
      ClassConditional.Settings settings,
      Consumer<String> notes) {
    this.backend = backend;
    this.images = images;
    this.classes = ClassImages.classes(images.train());
    this.settings = settings;
    this.notes = notes;
    real = ClassDistances.of(images.train(), classes, settings.seed());
    judge = classifier("the real images", images.train());
  }

  /** Measures real images, the test images by the classifier that judges. */
  GeneratorFigures real() {
    Dataset some = ClassImages.first(images.train(), 2 * settings.perClass(), classes);
    return figures("real images", images.test(), some, real);
  }

  /** Measures what a generator makes. */
  GeneratorFigures made(String name, Generator generator) {
    Dataset looked = generator.images(settings.perClass(), settings.seed());
    Dataset taught = generator.images(2 * settings.perClass(), settings.seed() + 1);
    return figures(name, looked, taught, ClassDistances.of(looked, classes, settings.seed()));
  }

  private GeneratorFigures figures(
      String name, Dataset looked, Dataset taught, ClassDistances distances) {
    boolean[] recognised = judge.recognises(looked);
    List<Share> ofClass =
        IntStream.range(0, classes)
            .mapToObj(i -> Share.among(recognised, ClassImages.members(looked, i)))
            .toList();
    try (DigitClassifier pupil = classifier(name, taught)) {
      GeneratorFigures figures =
          new GeneratorFigures(
              name,
              Share.of(recognised),
              ofClass,
              Share.of(pupil.recognises(images.test())),
              distances,
              distances.mean() / real.mean());
      notes.accept(words(figures));
      return figures;
    }
  }

  private static String words(GeneratorFigures figures) {
    return String.format(
        Locale.ROOT,
        "%s: recognised as asked %.1f%%, teaches %.1f%%, distance %.1f%%",
        figures.name(),
        100 * figures.recognised().share(),
        100 * figures.taught().share(),
        100 * figures.distanceRatio());
  }

  private DigitClassifier classifier(String name, Dataset from) {
    notes.accept(
        String.format(Locale.ROOT, "training a classifier on %,d images: %s", from.size(), name));
    return DigitClassifier.train(
        backend, from, classes, settings.classifierEpochs(), settings.seed());
  }

  @Override
  public void close() {
    judge.close();
  }
}
