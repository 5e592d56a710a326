package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingListener;
import io.github.vae4j.core.train.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * A program that trains on a backend of the class path, and prints what it holds after the first
 * epoch and after the last.
 */
final class SteadyTraining {
  private static final int SIZE = 64;
  private static final int BATCH = 20;
  static final int STEPS_PER_EPOCH = 100;
  private static final String MODEL =
      """
      {"data": {"shape": [64]}, "latents": [{"name": "z", "shape": [8]}],
       "encoder": {"type": "mlp", "hidden": [64]}, "prior": {"type": "standard-normal"},
       "decoder": {"type": "mlp", "hidden": [64]}, "likelihood": {"type": "bernoulli"}}
      """;

  private SteadyTraining() {}

  /**
   * Prints lines of steps, live tensors, bytes, reserved bytes and resident kilobytes.
   *
   * @param arguments the backend's name and the number of epochs
   */
  public static void main(String[] arguments) {
    Plugins plugins = Plugins.discover();
    JsonOptions options = JsonOptions.of(Map.of("threads", 1), "backend");
    int epochs = Integer.parseInt(arguments[1]);
    try (Backend backend = plugins.backend(arguments[0], options)) {
      TrainingPlan plan = TrainingPlan.builder().epochs(epochs).batch(BATCH).seed(1).build();
      Architecture model = Architecture.build(ModelDescription.parse(MODEL), plugins, 0);
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report) {
              if (report.epoch() == 1 || report.epoch() == epochs) {
                print(report.epoch() * STEPS_PER_EPOCH, backend.memory());
              }
            }
          };
      Trainer.builder(backend, model, plan, KlRules.discover(plugins))
          .listener(listener)
          .build()
          .train(data())
          .weights()
          .close();
    }
  }

  private static Dataset data() {
    Random random = new Random(1);
    float[] values = new float[BATCH * STEPS_PER_EPOCH * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  @SuppressWarnings("SystemOut")
  private static void print(int steps, MemoryUse use) {
    System.out.println(
        "held "
            + steps
            + " "
            + use.tensors()
            + " "
            + use.bytes()
            + " "
            + use.reservedBytes()
            + " "
            + residentKilobytes());
  }

  private static long residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
