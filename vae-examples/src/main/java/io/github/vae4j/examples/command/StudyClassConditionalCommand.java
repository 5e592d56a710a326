package io.github.vae4j.examples.command;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.study.ClassConditional;
import io.github.vae4j.examples.study.ClassConditionalPictures;
import io.github.vae4j.examples.study.ClassConditionalReport;
import io.github.vae4j.examples.study.StudyRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a class-conditional model for images by class, and measures them. */
@Command(
    name = "class-conditional",
    description = {
      "Measures what a VAE makes that is told the class, and one that is not.",
      "Of what they make by class: whether a classifier trained on real images recognises it, whether one trained on it recognises real images,",
      "and how much it varies; beside the mean image of each class. A test image's class is also told by the",
      "highest bound.",
      "Leaves study.md, study.json, pictures and both models in a directory."
    })
final class StudyClassConditionalCommand implements Runnable {
  private static final String LIKELIHOOD = "bernoulli";

  private final Console console;

  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();
  @Mixin private final StudyOptions options = new StudyOptions();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: ${DEFAULT-VALUE}).")
  private int epochs = 40;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "Size of the latent vector z (default: ${DEFAULT-VALUE}).")
  private int latent = 20;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images of a step (default: ${DEFAULT-VALUE}).")
  private int batch = 128;

  @Option(
      names = "--classifier-epochs",
      paramLabel = "N",
      description = "Passes in the training of a classifier (default: ${DEFAULT-VALUE}).")
  private int classifierEpochs = 5;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description =
          "Images of each class to look at; twice as many teach a classifier (default: ${DEFAULT-VALUE}).")
  private int perClass = 1000;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A trained model that is told the class, in place of training one.")
  private @Nullable Path conditional;

  @Option(
      names = "--unconditional",
      paramLabel = "FILE",
      description = "A trained model that is not told the class, in place of training one.")
  private @Nullable Path unconditional;

  StudyClassConditionalCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    check();
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    ImageSet images = data.load(console, RunFile.empty());
    Require.batchFits(batch, images.train().size());
    int classes = Require.configured(() -> ClassConditional.classes(images));
    StudyModels.Role told = told(images, classes);
    StudyModels.Role untold = untold(images);
    try (OutputDirectory directory = OutputDirectory.prepare(options.out());
        Backend engine = backend.start(plugins)) {
      StudyModels models = new StudyModels(console, engine, plugins, directory.path(), plan());
      models.check(List.of(told, untold));
      StudyRun ran =
          run(engine, images)
              .with("class-conditional", told.origin())
              .with("without-classes", untold.origin());
      try (Vae with = models.get(told);
          Vae without = models.get(untold)) {
        ClassConditionalReport report =
            Require.configured(() -> measure(engine, images, ran, directory.path(), with, without));
        console.results(report.lines());
      }
    }
  }

  private StudyModels.Role told(ImageSet images, int classes) {
    return new StudyModels.Role(
        "--checkpoint",
        conditional,
        "conditional",
        Cvae.mlp(
            images.train().schema(),
            Conditions.labelSchema(classes),
            latent,
            options.hidden(),
            Activation.RELU,
            LIKELIHOOD),
        ClassConditional.givenLabels(images),
        Optional.empty());
  }

  private StudyModels.Role untold(ImageSet images) {
    return new StudyModels.Role(
        "--unconditional",
        unconditional,
        "unconditional",
        ModelDescription.mlp(
            images.train().schema(), latent, options.hidden(), Activation.RELU, LIKELIHOOD),
        images,
        Optional.empty());
  }

  private StudyRun run(Backend engine, ImageSet images) {
    return StudyRun.of(images, engine, options.seed())
        .with("epochs", epochs)
        .with("hidden", options.hidden())
        .with("latent", latent)
        .with("batch", batch)
        .with("classifier-epochs", classifierEpochs)
        .with("per-class", perClass);
  }

  private void check() {
    Require.atLeast("--epochs", epochs, 1);
    options.check();
    Require.atLeast("--latent", latent, 1);
    Require.atLeast("--batch", batch, 1);
    Require.atLeast("--classifier-epochs", classifierEpochs, 1);
    Require.atLeast("--per-class", perClass, 2);
  }

  private TrainingPlan plan() {
    return TrainingPlan.builder().epochs(epochs).batch(batch).seed(options.seed()).build();
  }

  private ClassConditionalReport measure(
      Backend engine, ImageSet images, StudyRun run, Path directory, Vae told, Vae untold) {
    ClassConditional.Settings settings =
        new ClassConditional.Settings(perClass, classifierEpochs, options.seed());
    ClassConditional study =
        new ClassConditional(engine, images, settings, note -> console.note("%s", note));
    ClassConditionalPictures pictures =
        new ClassConditionalPictures(directory, images, options.seed());
    pictures.conditional(told);
    Fonts.draw(
        console,
        "latent.png",
        "how well the classes lie apart is in study.md all the same",
        () -> pictures.latent(untold));
    ClassConditionalReport report = new ClassConditionalReport(run, study.measure(told, untold));
    report.write(directory);
    return report;
  }
}
