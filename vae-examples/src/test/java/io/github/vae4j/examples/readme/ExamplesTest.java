package io.github.vae4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README run. */
class ExamplesTest {
  @Test
  void embeds(@TempDir Path directory) {
    Path file = directory.resolve("model.safetensors");
    float[] pixels = pixels(256, 28 * 28);

    Embed.run(pixels, new float[][] {new float[28 * 28]}, file);

    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void extendsWithAPriorThatIsLearnt() {
    Dataset data = Dataset.of(DataSchema.of(4), pixels(64, 4), null);
    ModelDescription standard =
        ModelDescription.mlp(data.schema(), 2, List.of(8), Activation.TANH, "bernoulli");
    ModelDescription learned = standard.with("prior", "{\"type\":\"learned-normal\"}");
    TrainingPlan plan = TrainingPlan.builder().epochs(20).batch(16).learningRate(0.01).build();

    try (Backend backend = Plugins.discover().backend("nd4j", JsonOptions.empty());
        Vae vae = Vae.train(backend, learned, plan, data)) {
      assertThat(vae.model().declarations())
          .extracting(d -> d.key().name())
          .contains("prior.mean", "prior.logVariance");
      assertThat(vae.evaluate(data, EvaluationOptions.standard()).elbo().mean()).isFinite();
      float[] mean =
          vae.model().declarations().stream()
              .map(d -> d.key())
              .filter(key -> key.name().equals("prior.mean"))
              .map(vae.weights()::get)
              .findFirst()
              .orElseThrow();
      assertThat(mean).doesNotContain(0f);
    }
  }

  private static float[] pixels(int rows, int size) {
    Random random = new Random(1);
    float[] pixels = new float[rows * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }
}
