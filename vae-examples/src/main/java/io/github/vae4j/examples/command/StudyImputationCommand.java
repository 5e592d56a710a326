package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import io.github.vae4j.examples.output.CompletionSheet;
import io.github.vae4j.examples.output.ImageShape;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.study.ImputationReport;
import io.github.vae4j.examples.study.ImputationStudy;
import io.github.vae4j.examples.study.StudyRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills in missing pixels by a model of whole images, beside models trained to do just that. */
@Command(
    name = "imputation",
    description = {
      "Fills in the part of images that is missing, by a VAE that was trained on whole ones.",
      "By pseudo-Gibbs, Metropolis-within-Gibbs and importance resampling; beside a conditional VAE and a regressor trained to",
      "complete just this part, and the mean of the training images.",
      "Leaves study.md, study.json, imputations.png and the models in a directory."
    })
final class StudyImputationCommand implements Runnable {
  private static final String LIKELIHOOD = "bernoulli";

  private final Console console;

  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final SeenOptions seen = new SeenOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();
  @Mixin private final StudyOptions options = new StudyOptions();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: ${DEFAULT-VALUE}).")
  private int epochs = 20;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "Size of the latent vector z (default: ${DEFAULT-VALUE}).")
  private int latent = 20;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Test images (default: ${DEFAULT-VALUE}).")
  private int count = 200;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Iterations of a chain, 20 or more (default: ${DEFAULT-VALUE}).")
  private int iterations = 1000;

  @Option(
      names = "--proposals",
      paramLabel = "K",
      description = "Proposals of importance resampling, 100 or more (default: ${DEFAULT-VALUE}).")
  private int proposals = 1000;

  @Option(
      names = "--whole",
      paramLabel = "FILE",
      description = "A trained model of whole images, in place of training one.")
  private @Nullable Path whole;

  @Option(
      names = "--cvae",
      paramLabel = "FILE",
      description = "A trained model that completes this part, in place of training one.")
  private @Nullable Path conditional;

  @Option(
      names = "--regressor",
      paramLabel = "FILE",
      description = "A trained regressor of this part, in place of training one.")
  private @Nullable Path regressor;

  StudyImputationCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    check();
    SeenPart part =
        seen.given()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Say what is seen of the images with --quadrants or --seen-columns"));
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    ImageSet images = data.load(console, RunFile.empty());
    Masks masks = part.masks(images.train().schema());
    ImageSet completing = new Conditioning.Part(part, masks).of(images);
    DataSchema schema = images.train().schema();
    StudyModels.Role plain =
        new StudyModels.Role("--whole", whole, "whole", whole(schema), images, Optional.empty());
    StudyModels.Role cvae =
        new StudyModels.Role(
            "--cvae", conditional, "cvae", cvae(schema), completing, Optional.of(part));
    StudyModels.Role answering =
        new StudyModels.Role(
            "--regressor",
            regressor,
            "regressor",
            regressor(schema),
            completing,
            Optional.of(part));
    try (OutputDirectory directory = OutputDirectory.prepare(options.out());
        Backend engine = backend.start(plugins)) {
      StudyModels models = new StudyModels(console, engine, plugins, directory.path(), plan());
      models.check(List.of(plain, cvae, answering));
      try (Vae untold = models.get(plain);
          Vae told = models.get(cvae);
          Vae answers = models.get(answering)) {
        Dataset rows = Rows.first(completing.test(), count);
        ImputationStudy study =
            new ImputationStudy(
                new ImputationStudy.Settings(iterations, proposals, options.seed()),
                rows,
                note -> console.note("%s", note));
        study.mean(images.train());
        study.told("regressor", answers);
        study.untold(untold);
        study.told("conditional VAE", told);
        draw(directory.path(), schema, rows, masks, study);
        ImputationReport report =
            study.report(
                run(engine, images, part)
                    .with("whole", plain.origin())
                    .with("cvae", cvae.origin())
                    .with("regressor", answering.origin()));
        report.write(directory.path());
        console.results(report.lines());
      }
    }
  }

  private StudyRun run(Backend engine, ImageSet images, SeenPart part) {
    return StudyRun.of(images, engine, options.seed())
        .with("seen", part.toString())
        .with("epochs", epochs)
        .with("hidden", options.hidden())
        .with("latent", latent)
        .with("count", count)
        .with("iterations", iterations)
        .with("proposals", proposals);
  }

  private static void draw(
      Path directory, DataSchema schema, Dataset rows, Masks masks, ImputationStudy study) {
    int shown = Math.min(rows.size(), RunPictures.COMPLETIONS);
    CompletionSheet sheet =
        new CompletionSheet(
            ImageShape.of(schema.shape()).orElseThrow(), Rows.of(Rows.first(rows, shown)), masks);
    for (float[][] means : study.means()) {
      sheet.add(new float[][][] {List.of(means).subList(0, shown).toArray(float[][]::new)});
    }
    sheet.draw(directory.resolve("imputations.png"));
  }

  private void check() {
    Require.atLeast("--epochs", epochs, 1);
    options.check();
    Require.atLeast("--latent", latent, 1);
    Require.atLeast("--count", count, 1);
    Require.atLeast("--iterations", iterations, 20);
    Require.atLeast("--proposals", proposals, 100);
  }

  private ModelDescription whole(DataSchema schema) {
    return ModelDescription.mlp(schema, latent, options.hidden(), Activation.RELU, LIKELIHOOD);
  }

  private ModelDescription cvae(DataSchema schema) {
    return Cvae.mlp(schema, schema, latent, options.hidden(), Activation.RELU, LIKELIHOOD);
  }

  private ModelDescription regressor(DataSchema schema) {
    return Cvae.regressor(schema, schema, options.hidden(), Activation.RELU, LIKELIHOOD);
  }

  private TrainingPlan plan() {
    return TrainingPlan.builder().epochs(epochs).seed(options.seed()).build();
  }
}
