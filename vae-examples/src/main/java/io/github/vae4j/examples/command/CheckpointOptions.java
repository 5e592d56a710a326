package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.CheckpointException;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trained model a command reads. */
final class CheckpointOptions {
  /** Where runs leave their files unless told otherwise. */
  static final Path RUNS = Path.of("runs");

  /** The name of a run's checkpoint. */
  static final String NAME = "model.safetensors";

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "The trained model (default: that of the newest run under 'runs').")
  private @Nullable Path checkpoint;

  /**
   * Returns the file, whose header has been found to be sound.
   *
   * @throws ConfigurationException if none was named and there is no run
   * @throws CheckpointException if it is missing or damaged
   */
  Path file(Console console) {
    Path file = checkpoint == null ? newest(console) : checkpoint;
    Checkpoint.open(file).close();
    return file;
  }

  /**
   * Opens the model in a file.
   *
   * @throws CheckpointException if it is damaged, or holds a value that is not finite
   * @throws ConfigurationException if a component's plugin is missing
   */
  static Vae open(Path file, Backend engine, Plugins plugins) {
    Vae vae = Require.configured(() -> Vae.load(file, engine, plugins));
    try {
      vae.model().declarations().forEach(declared -> requireFinite(file, vae, declared.key()));
      return vae;
    } catch (RuntimeException e) {
      vae.close();
      throw e;
    }
  }

  private static void requireFinite(Path file, Vae vae, Parameter key) {
    float[] values = vae.weights().get(key);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new CheckpointException(
            "checkpoint "
                + file
                + ": tensor '"
                + key.name()
                + "' holds "
                + values[i]
                + " at entry "
                + i
                + ", and nothing it computes would mean anything; name another model");
      }
    }
  }

  private static Path newest(Console console) {
    Path newest =
        newest()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "No checkpoint under '"
                            + RUNS
                            + "'; train a model with 'vae train', or name one with --checkpoint FILE"));
    console.note("model: %s", newest);
    return newest;
  }

  private static Optional<Path> newest() {
    if (!Files.isDirectory(RUNS)) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(RUNS)) {
      return runs.map(run -> run.resolve(NAME))
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(CheckpointOptions::time));
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot read '"
              + RUNS
              + "': "
              + AtomicFile.reason(e)
              + "; name a model with --checkpoint FILE",
          e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
