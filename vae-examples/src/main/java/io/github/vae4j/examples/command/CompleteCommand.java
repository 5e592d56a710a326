package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.cvae.Completion;
import io.github.vae4j.examples.output.CompletionSheet;
import io.github.vae4j.examples.output.OutputDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Completes test images from a part of them. */
@Command(
    name = "complete",
    description = {
      "Completes test images from the part of them that a trained model sees, into one picture.",
      "A row for each image: what is seen, the regressor's answer if there is one, the model's samples, the truth."
    })
final class CompleteCommand implements Runnable {
  /** Completions of each image, unless told otherwise. */
  static final int SAMPLES = 5;

  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final SeenOptions seen = new SeenOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--regressor",
      paramLabel = "FILE",
      description =
          "A model of 'vae train --model regressor' that sees the same, to be shown beside.")
  private @Nullable Path regressor;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Images to complete (default: ${DEFAULT-VALUE}).")
  private int count = RunPictures.COMPLETIONS;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Completions of each image (default: " + SAMPLES + ").")
  private @Nullable Integer samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture (default: completions.png beside the model).")
  private @Nullable Path out;

  CompleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--count", count, 1);
    Require.atLeastOne("--samples", samples);
    if (out != null) {
      OutputDirectory.requirePng(out);
    }
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    Path picture = out == null ? file.resolveSibling("completions.png") : out;
    RunFile run = RunFile.beside(file, console);
    ImageSet images = data.load(console, run);
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, vae.model(), images);
      Conditioning.Part part = part(file, vae, run);
      Dataset rows = part.of(Rows.first(images.test(), count));
      CompletionSheet sheet =
          new CompletionSheet(SampleCommand.shape(vae, file), Rows.of(rows), part.seen());
      int drawn = samples(file, vae);
      if (regressor != null) {
        sheet.add(answers(regressor, part, images, rows, engine, plugins));
      }
      OutputDirectory.prepareFor(picture);
      sheet.add(new Completion(vae).complete(rows.conditions().orElseThrow(), drawn, seed));
      sheet.draw(picture);
      console.note(
          "%d rows: seen (%s), %s%d %s, truth",
          rows.size(),
          part.name(),
          regressor == null ? "" : "regressor, ",
          drawn,
          drawn == 1 ? "completion" : "samples");
    }
    console.result("%s", picture);
  }

  private Conditioning.Part part(Path file, Vae vae, RunFile run) {
    requireCompletes(file, vae);
    Conditioning.Part part = (Conditioning.Part) Conditioning.of(file, vae, seen.of(file, run));
    noteUnknown(file, run.seen(), part);
    return part;
  }

  private void noteUnknown(Path file, Optional<SeenPart> known, Conditioning.Part part) {
    if (known.isEmpty()) {
      console.note("Nothing beside %s says what it sees; taken to be %s.", file, part.name());
    }
  }

  private int samples(Path file, Vae vae) {
    if (vae.model().latents().isEmpty()) {
      if (samples != null && samples > 1) {
        throw new ConfigurationException(
            "--samples: " + file + " has no latents and so one answer to each image; leave it out");
      }
      return 1;
    }
    return samples == null ? SAMPLES : samples;
  }

  /** Returns what a regressor answers. */
  private float[][][] answers(
      Path file,
      Conditioning.Part part,
      ImageSet images,
      Dataset rows,
      Backend engine,
      Plugins plugins) {
    Optional<SeenPart> other = RunFile.beside(file, console).seen();
    if (other.isPresent() && !other.get().equals(part.name())) {
      throw new ConfigurationException(
          "--regressor "
              + file
              + " was trained with "
              + other.get()
              + ", and the model with "
              + part.name()
              + "; name one that sees the same");
    }
    try (Vae answering = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, answering.model(), images);
      requireCompletes(file, answering);
      if (!answering.model().latents().isEmpty()) {
        throw new ConfigurationException(
            "--regressor "
                + file
                + " has latents; name a model of 'vae train --model regressor "
                + part.name()
                + "'");
      }
      noteUnknown(file, other, part);
      return new Completion(answering).complete(rows.conditions().orElseThrow(), 1, seed);
    }
  }

  private static void requireCompletes(Path file, Vae vae) {
    if (!Conditioning.completes(vae.model().description())) {
      throw new ConfigurationException(
          file
              + " was not trained to complete images; name a model of 'vae train --model cvae --quadrants 1'");
    }
  }
}
