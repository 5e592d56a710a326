package io.github.vae4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trainings of small conditional models, each in its own directory. */
final class ConditionalModels {
  private final Path directory;

  ConditionalModels(Path directory) {
    this.directory = directory;
  }

  /** Trains a model of that name; returns the run. */
  CommandLineRun train(String name, String model, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--model", model, "--hidden", "16", "--limit", "256", "--json"));
    arguments.addAll(List.of("--batch", "64", "--threads", "1", "--out", file(name).toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--epochs")) {
      arguments.addAll(List.of("--epochs", "2"));
    }
    return CommandLineRun.here(arguments.toArray(String[]::new)).requireDone();
  }

  /** Returns the checkpoint of a model. */
  String checkpoint(String name) {
    return file(name).resolve("model.safetensors").toString();
  }

  /** Returns a file or folder in the directory. */
  Path file(String name) {
    return directory.resolve(name);
  }
}
