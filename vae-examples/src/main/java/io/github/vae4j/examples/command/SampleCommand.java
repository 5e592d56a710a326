package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.ImageShape;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.output.Pictures;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws images from a trained model. */
@Command(name = "sample", description = "Draws new images from a trained model into one picture.")
final class SampleCommand implements Runnable {
  /** What is shown of p(x | z). */
  enum Draw {
    /** Its mean. */
    MEAN,
    /** A draw from it. */
    SAMPLE;

    @Override
    public String toString() {
      return JsonOptions.spelled(this);
    }
  }

  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Images to draw (default: ${DEFAULT-VALUE}).")
  private int count = 64;

  @Option(
      names = "--draw",
      paramLabel = "mean|sample",
      description = "Show the mean of p(x|z) (default), or a draw from it.")
  private Draw draw = Draw.MEAN;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture (default: samples.png beside the model).")
  private @Nullable Path out;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--count", count, 1);
    if (out != null) {
      OutputDirectory.requirePng(out);
    }
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    Path picture = out == null ? file.resolveSibling("samples.png") : out;
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      OutputDirectory.prepareFor(picture);
      ImageShape shape = shape(vae, file);
      float[][] images = draw == Draw.MEAN ? vae.sample(count, seed) : vae.sampleData(count, seed);
      Pictures.sheet(picture, shape, List.of(images));
    }
    console.result("%s", picture);
  }

  /** Returns the shape of the images a model makes. */
  static ImageShape shape(Vae vae, Path file) {
    return ImageShape.of(vae.model().data().shape())
        .orElseThrow(
            () ->
                new ConfigurationException(
                    file
                        + " models rows of shape "
                        + vae.model().data().shape()
                        + ", which are no images (height, width, 1 or 3)"));
  }
}
