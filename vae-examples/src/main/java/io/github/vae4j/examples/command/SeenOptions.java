package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which part of an image a completing model sees; what is not given stands in the run's file. */
final class SeenOptions {
  @ArgGroup private @Nullable Part part;

  /** One way of saying it. */
  static final class Part {
    @Option(
        names = "--quadrants",
        paramLabel = "1|2|3",
        description =
            "The model sees so many quadrants and completes the rest: 1 the bottom left, 2 the left half, 3 all but the bottom right.")
    private @Nullable Integer quadrants;

    @Option(
        names = "--seen-columns",
        paramLabel = "FROM-TO",
        description =
            "The model sees these columns of pixels, counted from 0 and both included, and completes the rest.")
    private @Nullable String columns;
  }

  /**
   * Returns what was given on the command line.
   *
   * @throws ConfigurationException if there is no such part
   */
  Optional<SeenPart> given() {
    if (part == null) {
      return Optional.empty();
    }
    return Optional.of(
        part.quadrants != null
            ? SeenPart.Quadrants.of(part.quadrants)
            : SeenPart.Columns.parse(part.columns == null ? "" : part.columns));
  }

  /**
   * Returns what a trained model sees, if anything is known of it.
   *
   * @throws ConfigurationException if the command line says otherwise than the file
   */
  Optional<SeenPart> of(Path model, RunFile file) {
    Optional<SeenPart> given = given();
    if (given.isPresent() && file.seen().isPresent() && !given.equals(file.seen())) {
      throw new ConfigurationException(
          given.get()
              + ": "
              + model
              + " was trained with "
              + file.seen().get()
              + "; leave the option out, or name another model");
    }
    return given.or(file::seen);
  }
}
