package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.RowWriter;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.OutputDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what a trained model makes of each image as numbers. */
@Command(
    name = "encode",
    description = {
      "Writes the latent codes of images to a file.",
      "A row for each image, in their order: first the means of q(z|x), or q(z|x,c), then the log-variances."
    })
final class EncodeCommand implements Runnable {
  /** Which images are encoded. */
  enum Part {
    /** Those a model learns from. */
    TRAIN,
    /** Those it is judged by. */
    TEST;

    @Override
    public String toString() {
      return JsonOptions.spelled(this);
    }
  }

  private static final int ROWS = 1024;

  private final Console console;

  @Mixin private final CheckpointOptions checkpoint = new CheckpointOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final SeenOptions seen = new SeenOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--part",
      paramLabel = "train|test",
      description = "Which images (default: test).")
  private Part part = Part.TEST;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A file ending in .npy or .csv.")
  private Path out = Path.of("");

  EncodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".csv")) {
      throw new ConfigurationException(
          "--out " + out + " must end in .npy or .csv, which says how to write it");
    }
    Plugins plugins = Plugins.discover();
    backend.check(plugins);
    Path file = checkpoint.file(console);
    RunFile run = RunFile.beside(file, console);
    ImageSet images = data.load(console, run);
    Dataset rows = part == Part.TRAIN ? images.train() : images.test();
    try (Backend engine = backend.start(plugins);
        Vae vae = CheckpointOptions.open(file, engine, plugins)) {
      Require.fits(file, vae.model(), images);
      ReconstructCommand.requireOneLatent(file, vae);
      Conditioning told = Conditioning.of(file, vae, seen.of(file, run));
      Dataset read = Require.configured(() -> told.of(rows));
      OutputDirectory.prepareFor(out);
      write(vae, read);
    }
    console.note("%,d images, means and log-variances of each", rows.size());
    console.result("%s", out);
  }

  private void write(Vae vae, Dataset rows) {
    int latent = Math.toIntExact(vae.model().latents().get(0).event().size());
    try (RowWriter writer = RowWriter.open(out, headings(latent), rows.size())) {
      for (int from = 0; from < rows.size(); from += ROWS) {
        Encoding codes = vae.encode(rows.slice(from, Math.min(rows.size(), from + ROWS)));
        writer.write(joined(codes, latent), codes.mean().length);
      }
    }
  }

  private static float[] joined(Encoding codes, int latent) {
    float[] values = new float[codes.mean().length * 2 * latent];
    for (int i = 0; i < codes.mean().length; i++) {
      System.arraycopy(codes.mean()[i], 0, values, 2 * i * latent, latent);
      System.arraycopy(codes.logVariance()[i], 0, values, (2 * i + 1) * latent, latent);
    }
    return values;
  }

  private static List<String> headings(int latent) {
    List<String> headings = new ArrayList<>();
    for (String what : List.of("mean", "log_variance")) {
      for (int i = 0; i < latent; i++) {
        headings.add(what + "_" + i);
      }
    }
    return headings;
  }
}
