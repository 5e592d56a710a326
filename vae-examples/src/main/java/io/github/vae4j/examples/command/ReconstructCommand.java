package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.OutputDirectory;
import io.github.vae4j.examples.output.Pictures;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a trained model makes of test images. */
@Command(
    name = "reconstruct",
    description = "Draws test images above what a trained model makes of them.")
final class ReconstructCommand implements Runnable {
  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final SeenOptions seen = new SeenOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Images to show (default: ${DEFAULT-VALUE}).")
  private int count = RunPictures.PAIRS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture (default: reconstructions.png beside the model).")
  private @Nullable Path out;

  ReconstructCommand(Console console) {
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
    Path picture = out == null ? file.resolveSibling("reconstructions.png") : out;
    RunFile run = RunFile.beside(file, console);
    ImageSet images = data.load(console, run);
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, vae.model(), images);
      requireOneLatent(file, vae);
      Conditioning told = Conditioning.of(file, vae, seen.of(file, run));
      told.part().ifPresent(part -> refuse(file, part));
      Dataset shown = Require.configured(() -> told.of(Rows.first(images.test(), count)));
      OutputDirectory.prepareFor(picture);
      Pictures.reconstructions(
          picture,
          SampleCommand.shape(vae, file),
          List.of(Rows.of(shown)),
          List.of(vae.reconstruct(shown)));
    }
    console.result("%s", picture);
  }

  /** Refuses a model whose likelihood says nothing of the part that is seen. */
  private static void refuse(Path file, SeenPart part) {
    throw new ConfigurationException(
        file
            + " was trained with "
            + part
            + " and makes no whole images; see 'vae complete' for what it makes of the rest");
  }

  /** Refuses models whose posterior has several parts, which have no one code of an image. */
  static void requireOneLatent(Path file, Vae vae) {
    int groups = vae.model().latents().size();
    if (groups != 1) {
      throw new ConfigurationException(
          file + " has " + groups + " latent groups; name a model that has one");
    }
  }
}
