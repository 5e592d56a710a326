package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.ImageShape;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.output.Pictures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
      names = "--class",
      paramLabel = "N",
      description =
          "The class to draw, of a class-conditional model (default: all classes, a column each, in the same styles).")
  private @Nullable Integer label;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Images to draw (default: 64), or rows of all classes (default: "
              + RunPictures.STYLES
              + ").")
  private @Nullable Integer count;

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
      description =
          "The picture (default: samples.png beside the model, or class-7.png with --class 7).")
  private @Nullable Path out;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeastOne("--count", count);
    if (out != null) {
      OutputDirectory.requirePng(out);
    }
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    Path picture = out == null ? file.resolveSibling(name()) : out;
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      OptionalInt classes = classes(file, vae);
      ImageShape shape = shape(vae, file);
      OutputDirectory.prepareFor(picture);
      if (classes.isPresent() && label == null) {
        int styles = count == null ? RunPictures.STYLES : count;
        Pictures.grid(
            picture,
            shape,
            StyleGrid.images(classes.getAsInt(), styles, c -> images(vae, c)),
            classes.getAsInt());
      } else {
        Pictures.sheet(picture, shape, List.of(images(vae, classes, count == null ? 64 : count)));
      }
    }
    console.result("%s", picture);
  }

  private String name() {
    return label == null ? "samples.png" : "class-" + label + ".png";
  }

  private float[][] images(Vae vae, OptionalInt classes, int number) {
    if (label != null) {
      return images(vae, StyleGrid.of(classes.orElseThrow(), label, number));
    }
    return draw == Draw.MEAN ? vae.sample(number, seed) : vae.sampleData(number, seed);
  }

  private float[][] images(Vae vae, Conditions conditions) {
    return draw == Draw.MEAN ? vae.sample(conditions, seed) : vae.sampleData(conditions, seed);
  }

  /**
   * Returns how many classes the model has, if it has classes.
   *
   * @throws ConfigurationException if it has no such class, or reads something else
   */
  private OptionalInt classes(Path file, Vae vae) {
    if (Conditioning.completes(vae.model().description())) {
      throw new ConfigurationException(
          file
              + " completes images from a part of them; see what it makes of test images with 'vae complete --checkpoint "
              + file
              + "'");
    }
    if (!(Conditioning.of(file, vae, Optional.empty()) instanceof Conditioning.Label known)) {
      if (label != null) {
        throw new ConfigurationException(
            "--class: "
                + file
                + " is not conditioned on a class; leave it out, or name a model of 'vae train --model cvae'");
      }
      return OptionalInt.empty();
    }
    if (label != null && (label < 0 || label >= known.classes())) {
      throw new ConfigurationException(
          "--class must be from 0 to " + (known.classes() - 1) + ", got " + label);
    }
    return OptionalInt.of(known.classes());
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
