package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a trained model on test images. */
@Command(
    name = "evaluate",
    description = "Measures a trained model on the test images: the ELBO and its parts.")
final class EvaluateCommand implements Runnable {
  /** Where z comes from. */
  enum Z {
    /** The posterior's mean: no noise, and no bound. */
    MEAN,
    /** A draw from the posterior. */
    SAMPLE;

    @Override
    public String toString() {
      return JsonOptions.spelled(this);
    }
  }

  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final SeenOptions seen = new SeenOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--samples",
      paramLabel = "K",
      description =
          "Also estimate log p(x), or log p(x|c), by importance sampling with K draws an image.")
  private int samples;

  @Option(
      names = "--z",
      paramLabel = "mean|sample",
      description = "z is the posterior's mean, or drawn from it (default).")
  private Z z = Z.SAMPLE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(names = "--json", description = Figures.JSON_HELP)
  private boolean json;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--samples", samples, 0);
    if (z == Z.MEAN && samples > 0) {
      throw new ConfigurationException(
          "--samples draws z, --z mean does not; leave out one of them");
    }
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    RunFile run = RunFile.beside(file, console);
    ImageSet images = data.load(console, run);
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, vae.model(), images);
      requireLatents(file, vae);
      Conditioning told = Conditioning.of(file, vae, seen.of(file, run));
      Dataset test = Require.configured(() -> told.of(images.test()));
      Report report = vae.evaluate(test, new EvaluationOptions(seed, samples, z == Z.MEAN));
      Reading reading = Reading.of(vae.model(), told, test, z == Z.MEAN, samples);
      reading.print(json ? console.quiet() : console, report);
      if (json) {
        console.json(
            Figures.json(report)
                .put("z", z.toString())
                .put("density", told.density())
                .put("bernoulliOnGreyValues", reading.greyBernoulli())
                .put("checkpoint", file.toString()));
      }
    }
  }

  /** Refuses what would have no effect where there is no z. */
  private void requireLatents(Path file, Vae vae) {
    if (vae.model().latents().isEmpty() && (samples > 0 || z == Z.MEAN)) {
      throw new ConfigurationException(
          (samples > 0 ? "--samples" : "--z mean")
              + " is about z, and "
              + file
              + " has no latents: its figure is exact; leave it out");
    }
  }
}
