package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.study.CompletionStudy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Completes images from a part of them, by conditional VAEs beside regressors. */
@Command(
    name = "completion",
    description = {
      "Completes images of which one, two or three quadrants are seen: conditional VAEs beside regressors.",
      "Pyro's example (github.com/pyro-ppl/pyro, examples/cvae) is rebuilt as it is, stopped by the test images;",
      "our own model is stopped by a twelfth of the training images.",
      "Leaves study.md, study.json, pictures and models in a directory, and the same command goes on where it was stopped."
    })
final class StudyCompletionCommand implements Runnable {
  /** What is asked of our own model alone. */
  private static final List<String> OURS = List.of("--latent", "--hidden", "--prior", "--patience");

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();
  @Mixin private final StudyOptions options = new StudyOptions();

  @Option(
      names = "--quadrants",
      split = ",",
      paramLabel = "N",
      description = "How many quadrants are seen (default: 1,2,3).")
  private List<Integer> quadrants = List.of(1, 2, 3);

  @Option(
      names = "--model",
      paramLabel = "pyro|own|all",
      description = "What is trained (default: ${DEFAULT-VALUE}).")
  private CompletionStudy.Models models = CompletionStudy.Models.ALL;

  @Option(
      names = "--epochs",
      paramLabel = "MAX",
      description = "Epochs at most (default: ${DEFAULT-VALUE}).")
  private int epochs = 100;

  @Option(
      names = "--samples",
      paramLabel = "K",
      description =
          "Draws of the importance-sampled log p(missing | seen) (default: ${DEFAULT-VALUE}).")
  private int samples = 100;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "Latents of our own model (default: ${DEFAULT-VALUE}).")
  private int latent = 50;

  @Option(
      names = "--prior",
      paramLabel = "standard|conditional",
      description = "The prior of our own model: p(z), or p(z|c), which is learnt (default).")
  private ConditionalOptions.PriorKind prior = ConditionalOptions.PriorKind.CONDITIONAL;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Epochs without a better bound after which training of our own models stops (default: ${DEFAULT-VALUE}).")
  private int patience = 3;

  StudyCompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    check();
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    ImageSet images = data.load(console, RunFile.empty());
    try (OutputDirectory directory = OutputDirectory.prepare(options.out());
        Backend engine = backend.start(plugins)) {
      CompletionStudy study =
          Require.configured(
              () ->
                  new CompletionStudy(
                      settings(),
                      images,
                      engine,
                      plugins,
                      directory.path(),
                      note -> console.note("%s", note)));
      console.results(study.run());
    }
  }

  private void check() {
    quadrants.forEach(SeenPart.Quadrants::of);
    if (quadrants.stream().distinct().count() < quadrants.size()) {
      throw new ConfigurationException(
          "--quadrants names the same number twice, got " + quadrants + "; name each once");
    }
    if (models == CompletionStudy.Models.PYRO) {
      refuseOptionsOfOurs();
    }
    options.check();
    Require.atLeast("--epochs", epochs, 1);
    Require.atLeast("--samples", samples, 1);
    Require.atLeast("--latent", latent, 1);
    Require.atLeast("--patience", patience, 1);
  }

  private void refuseOptionsOfOurs() {
    ParseResult given = spec.commandLine().getParseResult();
    List<String> without = OURS.stream().filter(given::hasMatchedOption).toList();
    if (!without.isEmpty()) {
      throw new ConfigurationException(
          String.join(", ", without)
              + ": of our own model, and without effect with --model pyro; leave it out");
    }
  }

  private CompletionStudy.Settings settings() {
    return new CompletionStudy.Settings(
        quadrants,
        models,
        epochs,
        samples,
        options.seed(),
        new CompletionStudy.Own(
            latent, options.hidden(), prior == ConditionalOptions.PriorKind.CONDITIONAL, patience));
  }
}
