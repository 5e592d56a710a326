package io.github.vae4j.examples.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every study is told. */
final class StudyOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to leave the files.")
  private Path out = Path.of(".");

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "N",
      description =
          "Units of the encoders' hidden layers; decoders have them in reverse (default: 500,500).")
  private List<Integer> hidden = List.of(500, 500);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
  private int seed = 1;

  /** Refuses numbers out of bounds by their option. */
  void check() {
    hidden.forEach(units -> Require.atLeast("--hidden", units, 1));
  }

  Path out() {
    return out;
  }

  List<Integer> hidden() {
    return hidden;
  }

  int seed() {
    return seed;
  }
}
