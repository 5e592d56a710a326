package io.github.vae4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to conditional models shows is what is compiled and run here. */
class ConditionalGuideTest {
  private static final String GUIDE = "docs/conditional.md";
  private static final Pattern JSON = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);
  private static final Backend BACKEND =
      Plugins.discover().backend("nd4j", JsonOptions.parse("{\"threads\": 1}", "backend"));

  @AfterAll
  static void close() {
    BACKEND.close();
  }

  @Test
  void everyBlockOfJavaIsASourceOfThisModule() throws IOException {
    assertThat(Shown.blocks(GUIDE))
        .containsExactly(
            Shown.snippet("ClassConditional"),
            Shown.snippet("CompleteImages"),
            Shown.snippet("LinearPriorProvider"));
  }

  @Test
  void everyModelInJsonIsBuilt() throws IOException {
    List<String> models =
        JSON.matcher(Shown.document(GUIDE)).results().map(match -> match.group(1)).toList();

    assertThat(models).hasSize(2);
    for (String model : models) {
      Architecture built = Architecture.build(ModelDescription.parse(model), Plugins.discover(), 1);
      assertThat(built.condition()).isPresent();
    }
  }

  @Test
  void generatesAClassAndClassifies(@TempDir Path directory) {
    int[] labels = new int[128];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10;
    }

    int[] classes =
        ClassConditional.run(
            BACKEND, pixels(128 * 784), labels, directory.resolve("model.safetensors"));

    assertThat(classes).hasSize(128);
    assertThat(directory.resolve("model.safetensors")).exists();
  }

  @Test
  void completesImagesAndKeepsWhatIsSeen() {
    Dataset images = Dataset.of(DataSchema.of(4, 4, 1), pixels(128 * 16), null);

    float[][][] completions = CompleteImages.run(BACKEND, images, images.slice(0, 3));

    assertThat(completions).hasDimensions(5, 3);
    assertThat(completions[4][2][0]).isEqualTo(images.row(2)[0]);
    assertThat(completions[4][2][2]).isNotEqualTo(images.row(2)[2]);
  }

  @Test
  void aPriorOfOnesOwnReadsTheCondition() {
    Dataset data =
        Dataset.of(DataSchema.of(2), pixels(64), null)
            .given(Conditions.of(Dataset.of(DataSchema.of(1), pixels(32), null)));
    ModelDescription model =
        Cvae.mlp(data.schema(), DataSchema.of(1), 1, List.of(4), Activation.TANH, "bernoulli")
            .with("prior", "{\"type\": \"linear-normal\"}");
    TrainingPlan plan = TrainingPlan.builder().epochs(2).batch(16).build();

    try (Vae vae = Vae.train(BACKEND, model, plan, data)) {
      assertThat(vae.model().declarations())
          .extracting(declared -> declared.key().name())
          .contains("prior.mean.weight", "prior.logVariance.weight");
    }
  }

  private static float[] pixels(int count) {
    Random random = new Random(1);
    float[] pixels = new float[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }
}
