package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Path;

/**
 * The small training whose checkpoint is kept for each version of the format. A new version's file
 * is written by {@link #main} once, and never again.
 */
final class GoldenCheckpoint {
  static final int SIZE = 4;
  static final ModelDescription MODEL =
      ModelDescription.parse(
          """
          {"data": {"shape": [4]}, "latents": [{"name": "z", "shape": [2]}],
           "encoder": {"type": "mlp", "hidden": [3], "activation": "tanh"}, "prior": {"type": "standard-normal"},
           "decoder": {"type": "mlp", "hidden": [3], "activation": "tanh"}, "likelihood": {"type": "bernoulli"}}
          """);
  static final TrainingPlan PLAN =
      TrainingPlan.builder().epochs(2).batch(4).seed(11).learningRate(0.05).averaging(0.5).build();

  private GoldenCheckpoint() {}

  static Dataset data() {
    float[] values = new float[16 * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7 % 5 < 2 ? 1 : 0;
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  static void train(Backend backend, TrainingPlan plan, Path file) {
    trainer(backend, plan, file).train(data()).weights().close();
  }

  static Trainer trainer(Backend backend, TrainingPlan plan, Path file) {
    Plugins plugins = Plugins.discover();
    Architecture model = Architecture.build(MODEL, plugins, 16);
    return Trainer.builder(backend, model, plan, KlRules.discover(plugins))
        .checkpoint(file)
        .build();
  }

  /** Writes the file named by the only argument. */
  public static void main(String[] arguments) {
    try (Backend backend = new ReferenceBackend()) {
      train(backend, PLAN, Path.of(arguments[0]));
    }
  }
}
