package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.cvae.BoundClassifier;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Classifies test images by a generative model of each class. */
@Command(
    name = "classify",
    description = {
      "Classifies test images by a class-conditional model: by the class c with the highest bound on log p(x|c).",
      "The model was not trained to tell classes apart; how well it does shows what it knows of them."
    })
final class ClassifyCommand implements Runnable {
  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--samples",
      paramLabel = "K",
      description = "Draws of the importance-weighted bound (default: 0, the ELBO with one draw).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(
      names = "--json",
      description =
          "Print the figures as JSON, the last line of standard output; confusion has a row for each true class.")
  private boolean json;

  ClassifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--samples", samples, 0);
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    ImageSet images = data.load(console, RunFile.beside(file, console));
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, vae.model(), images);
      Conditioning.Label label = label(file, vae);
      // refuses images without labels, or with others
      Dataset test = Require.configured(() -> label.of(images.test()));
      int[] answers = new BoundClassifier(vae).classify(test, samples, seed);
      Confusion confusion = Confusion.of(label.classes(), test.labels().orElseThrow(), answers);
      print(json ? console.quiet() : console, confusion);
      if (json) {
        ObjectNode figures = confusion.json();
        console.json(figures.put("samples", samples).put("checkpoint", file.toString()));
      }
    }
  }

  private static Conditioning.Label label(Path file, Vae vae) {
    if (!Conditioning.completes(vae.model().description())
        && Conditioning.of(file, vae, Optional.empty()) instanceof Conditioning.Label label) {
      return label;
    }
    throw new ConfigurationException(
        file + " is not conditioned on a class; name a model of 'vae train --model cvae'");
  }

  private void print(Console to, Confusion confusion) {
    to.result(
        "accuracy %.2f +- %.2f %% of %,d test images, by the highest %s",
        100 * confusion.accuracy(),
        100 * confusion.standardError(),
        confusion.images(),
        samples == 0 ? "ELBO" : "importance-weighted bound (K = " + samples + ")");
    to.results(confusion.table());
  }
}
