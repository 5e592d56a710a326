package io.github.vae4j.examples.readme;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Path;
import java.util.List;

/** Trains a model inside a program of one's own, saves it, loads it and uses it. */
public final class Embed {
  private Embed() {}

  /**
   * Trains on images of 28 × 28 grey levels from 0 to 1.
   *
   * @param pixels of all images, end to end
   * @param rows some images to use the model on
   * @param file where to save the model
   */
  public static void run(float[] pixels, float[][] rows, Path file) {
    // README
    Dataset data = Dataset.of(DataSchema.of(28, 28, 1), pixels, null);
    ModelDescription model =
        ModelDescription.mlp(data.schema(), 20, List.of(400), Activation.RELU, "bernoulli");
    TrainingPlan plan = TrainingPlan.builder().epochs(10).batch(128).learningRate(1e-3).build();
    try (Backend backend = Plugins.discover().backend("nd4j", JsonOptions.empty())) {
      try (Vae vae = Vae.train(backend, model, plan, data)) {
        vae.save(file);
      }
      try (Vae vae = Vae.load(file, backend)) {
        float[][] codes = vae.encode(rows).mean();
        float[][] samples = vae.sample(16, 1);
        double[] bounds = vae.score(rows, 100, 1); // on log p(x), in nats
        System.out.printf("%d codes, %d samples, %.1f%n", codes.length, samples.length, bounds[0]);
      }
    }
    // end
  }
}
