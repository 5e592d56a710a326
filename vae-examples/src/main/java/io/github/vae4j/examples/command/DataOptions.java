package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.ImageSets;
import io.github.vae4j.core.plugin.DidYouMean;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which images a command reads; what is not given is taken from the run's file, where there is one.
 */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "digits (comes along), mnist or fashion-mnist (default: the model's, else digits).")
  private @Nullable String data;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where its IDX files are, gzipped or not (default: $VAE4J_DATA/NAME, else downloaded into the cache).")
  private @Nullable Path directory;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Use the first N training and the first N test images only.")
  private @Nullable Integer limit;

  /**
   * Reads the images, downloading them if need be.
   *
   * @throws ConfigurationException if there are none of that name
   */
  ImageSet load(Console console, RunFile file) {
    ImageSets sets = ImageSets.standard().with(Digits.source());
    String name = name(file);
    if (!sets.names().contains(name)) {
      throw new ConfigurationException(
          "No data set '" + name + "'. " + DidYouMean.among(name, sets.names()));
    }
    int first = limit(file);
    try (DownloadBar bar = new DownloadBar(console)) {
      return first(sets.load(name, directory(file), bar), first);
    }
  }

  /** Returns the file that describes a run on these images. */
  RunFile record(RunFile file, Optional<SeenPart> seen, String model, String training) {
    return new RunFile(
        name(file), directory(file), limit(file), seen, Optional.of(model), Optional.of(training));
  }

  private String name(RunFile file) {
    return data != null ? data : file.data() != null ? file.data() : Digits.NAME;
  }

  /** A directory of the file belongs to the file's data and no other. */
  private @Nullable Path directory(RunFile file) {
    return directory == null && name(file).equals(file.data()) ? file.dataDirectory() : directory;
  }

  private int limit(RunFile file) {
    if (limit != null) {
      Require.atLeast("--limit", limit, 1);
      return limit;
    }
    return file.limit();
  }

  private static ImageSet first(ImageSet set, int limit) {
    return limit == 0
        ? set
        : new ImageSet(
            set.name(),
            Rows.first(set.train(), limit),
            Rows.first(set.test(), limit),
            set.origin());
  }
}
