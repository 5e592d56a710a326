package io.github.vae4j.examples.study;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Completes images from one, two or three of their quadrants, by conditional VAEs beside
 * regressors: {@linkplain PyroCvae Pyro's example} rebuilt, and our own model.
 *
 * <p>Pyro stops training by the bound on the test images, and so does its rebuilding, to be
 * compared with it; ours are stopped by images kept from training.
 */
public final class CompletionStudy {
  private final Settings settings;
  private final ImageSet images;
  private final CompletionTraining training;
  private final CompletionReport report;
  private final Path directory;

  /**
   * What is asked for.
   *
   * @param quadrants how many shall be seen: 1, 2 or 3
   * @param models which of them
   * @param epochs at most
   * @param samples of the importance-sampled log p(missing | seen)
   * @param own what of our own model can be chosen
   */
  public record Settings(
      List<Integer> quadrants, Models models, int epochs, int samples, int seed, Own own) {
    private StudyRun describe(StudyRun run) {
      StudyRun asked =
          run.with("quadrants", quadrants)
              .with("model", models.toString().toLowerCase(Locale.ROOT))
              .with("epochs", epochs)
              .with("samples", samples);
      return models == Models.PYRO ? asked : own.describe(asked);
    }
  }

  /** Which models are trained. */
  public enum Models {
    /** Pyro's regressor and CVAE. */
    PYRO,
    /** Our own model and its regressor. */
    OWN,
    /** Both. */
    ALL
  }

  /**
   * Our own conditional VAE, p(z | c) p(x | z, c).
   *
   * @param latent the number of latents
   * @param hidden widths of the hidden layers
   * @param learnedPrior whether p(z | c) is learned; else it is N(0, I)
   * @param patience epochs without a better bound after which training stops
   */
  public record Own(int latent, List<Integer> hidden, boolean learnedPrior, int patience) {
    private StudyRun describe(StudyRun run) {
      return run.with("latent", latent)
          .with("hidden", hidden)
          .with("prior", learnedPrior ? "conditional" : "standard")
          .with("patience", patience);
    }

    private ModelDescription describe(DataSchema images) {
      ModelDescription model =
          Cvae.mlp(images, images, latent, hidden, Activation.RELU, "bernoulli");
      return learnedPrior ? Cvae.withLearnedPrior(model, hidden, Activation.RELU) : model;
    }
  }

  /**
   * Makes a study.
   *
   * @param directory where models, pictures, {@code study.json} and {@code study.md} are left
   * @param notes are told how it goes
   * @throws IllegalArgumentException if there are fewer images to train on than a step takes
   */
  public CompletionStudy(
      Settings settings,
      ImageSet images,
      Backend backend,
      Plugins plugins,
      Path directory,
      Consumer<String> notes) {
    this.settings = settings;
    this.images = images;
    this.directory = directory;
    training = new CompletionTraining(backend, plugins, directory, notes);
    report =
        new CompletionReport(
            settings.describe(StudyRun.of(images, backend, settings.seed())), settings.samples());
    requireEnough();
  }

  private void requireEnough() {
    CompletionTask task = CompletionTask.of(images, settings.quadrants().get(0));
    if (settings.models() != Models.OWN) {
      requireStep(PyroCvae.plan(settings.epochs(), settings.seed()), task.all());
    }
    if (settings.models() != Models.PYRO) {
      requireStep(ownPlan(), task.train());
    }
  }

  private static void requireStep(TrainingPlan plan, Dataset train) {
    if (train.size() < plan.batch()) {
      throw new IllegalArgumentException(
          "a step of training takes "
              + plan.batch()
              + " images, and "
              + train.size()
              + " are left to train on; take more, with a larger --limit");
    }
  }

  /** Trains and measures, and returns the figures as lines to read. */
  public List<String> run() {
    for (int quadrants : settings.quadrants()) {
      CompletionTask task = CompletionTask.of(images, quadrants);
      if (settings.models() != Models.OWN) {
        pyro(task);
      }
      if (settings.models() != Models.PYRO) {
        own(task);
      }
    }
    return report.lines();
  }

  private void pyro(CompletionTask task) {
    DataSchema schema = task.test().schema();
    TrainingPlan plan = PyroCvae.plan(settings.epochs(), settings.seed());
    try (Vae regressor =
        training.best(
            name(task, "pyro-regressor"),
            PyroCvae.regressor(schema),
            plan,
            task.all(),
            task.test())) {
      Dataset test = PyroCvae.filled(regressor, task.test());
      try (Vae cvae =
          training.best(
              name(task, "pyro-cvae"),
              PyroCvae.describe(schema),
              plan,
              PyroCvae.filled(regressor, task.all()),
              test)) {
        compare(task, "pyro", regressor, cvae, test);
      }
    }
  }

  private void own(CompletionTask task) {
    DataSchema schema = task.test().schema();
    TrainingPlan plan = ownPlan();
    try (Vae regressor =
            training.best(
                name(task, "own-regressor"),
                Cvae.regressor(
                    schema, schema, settings.own().hidden(), Activation.RELU, "bernoulli"),
                plan,
                task.train(),
                task.validation());
        Vae cvae =
            training.best(
                name(task, "own-cvae"),
                settings.own().describe(schema),
                plan,
                task.train(),
                task.validation())) {
      compare(task, "own", regressor, cvae, task.test());
    }
  }

  private TrainingPlan ownPlan() {
    return TrainingPlan.builder()
        .epochs(settings.epochs())
        .patience(settings.own().patience())
        .seed(settings.seed())
        .build();
  }

  private void compare(
      CompletionTask task, String whose, Vae regressor, Vae cvae, Dataset conditioned) {
    int quadrants = task.quadrants();
    int seed = settings.seed();
    CompletionMeasures answers =
        CompletionMeasures.of(regressor, task.test(), settings.samples(), seed);
    CompletionMeasures completions =
        CompletionMeasures.of(cvae, conditioned, settings.samples(), seed);
    report.add(answers.figures(quadrants, whose + " regressor"));
    report.add(completions.figures(quadrants, whose + " CVAE", answers));
    report.write(directory);
    new CompletionPicture(task.test(), conditioned)
        .draw(directory.resolve(name(task, whose) + ".png"), regressor, cvae, seed);
  }

  private static String name(CompletionTask task, String model) {
    return "quadrants" + task.quadrants() + "-" + model;
  }
}
