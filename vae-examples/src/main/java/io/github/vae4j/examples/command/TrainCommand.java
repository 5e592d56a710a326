package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.examples.output.OutputDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model and leaves checkpoint, history and pictures in a directory. */
@Command(
    name = "train",
    description = {
      "Trains a variational autoencoder on images; without options, an MLP on 10,000 handwritten digits.",
      "--model cvae learns p(x|c): c is the class of the image, or with --quadrants or --seen-columns a part of it.",
      "Leaves model.safetensors, history.csv, run.json and pictures in a directory. Ctrl-C stops; --resume goes on.",
      "In history.csv, test_elbo is the negative ELBO: test_reconstruction + test_kl."
    })
final class TrainCommand implements Runnable {
  private final Console console;

  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final ModelOptions model = new ModelOptions();
  @Mixin private final PlanOptions plan = new PlanOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to leave the files (default: a new directory under 'runs').")
  private @Nullable Path out;

  @ArgGroup private Start start = new Start();

  @Option(names = "--json", description = Figures.JSON_HELP)
  private boolean json;

  TrainCommand(Console console) {
    this.console = console;
  }

  /** What training starts from, where not from nothing. */
  static final class Start {
    @Option(
        names = "--resume",
        paramLabel = "FILE",
        description = "Go on with the training of this checkpoint.")
    private @Nullable Path resume;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Model and training in JSON, such as the run.json of a run.")
    private @Nullable Path config;
  }

  @Override
  public void run() {
    model.check();
    plan.check();
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Optional<Path> resume = Optional.ofNullable(start.resume);
    RunFile file =
        start.config != null
            ? RunFile.read(start.config)
            : resume.map(from -> RunFile.beside(from, console)).orElse(RunFile.empty());
    Setup setup =
        Require.configured(() -> resume.isPresent() ? resumed(resume.get(), file) : fresh(file));
    Architecture built =
        Require.configured(
            () -> Architecture.build(setup.model(), plugins, setup.images().train().size()));
    setup.requireFits(built);
    // before the directory is made, so that it goes again where there is nothing to leave in it
    try (Interruption interruption = new Interruption();
        OutputDirectory directory =
            OutputDirectory.prepare(directory(resume, setup.images().name()));
        Backend engine = backend.start(plugins)) {
      TrainingSession session =
          new TrainingSession(
              console,
              json ? console.quiet() : console,
              engine,
              KlRules.discover(plugins),
              built,
              setup,
              record(file, setup),
              directory.path(),
              interruption);
      Optional<ObjectNode> figures = session.run(resume);
      if (json) {
        figures.ifPresent(console::json);
      }
    }
  }

  private RunFile record(RunFile file, Setup setup) {
    return data.record(
        file, setup.conditioning().part(), setup.model().toJson(), setup.plan().toJson());
  }

  private Path directory(Optional<Path> resume, String name) {
    if (out != null) {
      return out;
    }
    return resume
        .map(OutputDirectory::of)
        .orElseGet(() -> OutputDirectory.unused(CheckpointOptions.RUNS, name));
  }

  private Setup fresh(RunFile file) {
    ImageSet images = data.load(console, file);
    ModelDescription described = model.model(file, images.train().schema());
    if (described.latents().isEmpty()) {
      plan.refuseBeta();
    }
    return Setup.of("the model", images, described, plan.plan(file), model.seen(file));
  }

  private Setup resumed(Path checkpoint, RunFile file) {
    requireOnlyEpochs();
    try (Checkpoint from = Checkpoint.open(checkpoint)) {
      if (from.training().isEmpty()) {
        throw new ConfigurationException(
            "Cannot resume "
                + checkpoint
                + ": it holds a finished model without the state of its training; train anew, or name another");
      }
      ImageSet images = data.load(console, file);
      TrainingPlan longer =
          plan.resumed(TrainingPlan.read(JsonOptions.parse(from.provenance().plan(), "plan")));
      Setup setup =
          Setup.of(
              checkpoint.toString(),
              images,
              from.description(),
              longer,
              model.seen(checkpoint, file));
      if (!from.provenance().data().equals(setup.images().train().digest())) {
        throw new ConfigurationException(
            "Cannot resume "
                + checkpoint
                + ": it was not trained on these images of '"
                + images.name()
                + "'; name those it was trained on with "
                + setup.conditioning().dataOptions());
      }
      requireMore(checkpoint, JsonOptions.parse(from.training().get(), "training"), longer);
      return setup;
    }
  }

  private void requireOnlyEpochs() {
    List<String> given = plan.givenButEpochs();
    given.addAll(model.given());
    if (!given.isEmpty()) {
      throw new ConfigurationException(
          String.join(", ", given)
              + " cannot change when a training is resumed; leave out what is not --epochs, or train anew");
    }
  }

  /** Refuses a training with nothing left to do, which would leave no files. */
  private static void requireMore(Path checkpoint, JsonOptions progress, TrainingPlan plan) {
    int done = progress.integer("epoch", 0);
    if (plan.epochs() <= done) {
      throw new ConfigurationException(
          "Nothing to resume in "
              + checkpoint
              + ": all "
              + done
              + " epochs are done, and "
              + plan.epochs()
              + " are asked for; give --epochs above "
              + done);
    }
  }
}
