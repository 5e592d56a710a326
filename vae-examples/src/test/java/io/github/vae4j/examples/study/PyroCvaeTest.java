package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.ImageParts;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PyroCvaeTest {
  private static final DataSchema IMAGES = DataSchema.of(4, 4, 1);
  private static final Masks SEEN = ImageParts.quadrants(IMAGES, 1);
  private static final int ROWS = 6;

  /** 784-500-500-784, and 784-500-500 to twice 200, again the same, and 200-500-500-784. */
  @Test
  void hasAsManyParametersAsPyros() {
    DataSchema mnist = DataSchema.of(28, 28, 1);
    long hidden = 784 * 500 + 500 + 500 * 500 + 500;
    assertThat(parameters(PyroCvae.regressor(mnist))).isEqualTo(hidden + 500 * 784 + 784);
    long normal = hidden + 2 * (500 * 200 + 200);
    long generation = 200 * 500 + 500 + 500 * 500 + 500 + 500 * 784 + 784;
    assertThat(parameters(PyroCvae.describe(mnist))).isEqualTo(2 * normal + generation);
  }

  private static long parameters(ModelDescription description) {
    return Architecture.build(description, Plugins.discover(), 1).declarations().stream()
        .mapToLong(declared -> declared.key().shape().size())
        .sum();
  }

  @Test
  void fillsInTheRegressorsAnswerAndNoPixelThatIsNotSeen() {
    try (Backend backend = new ReferenceBackend();
        Vae regressor = regressor(backend)) {
      Dataset rows = images(1).completing(SEEN);
      Dataset filled = PyroCvae.filled(regressor, rows);
      float[][] conditions = conditions(filled);
      float[][] answers = regressor.sample(rows.conditions().orElseThrow(), 3);
      for (int row = 0; row < ROWS; row++) {
        float[] truth = rows.row(row);
        for (int pixel = 0; pixel < truth.length; pixel++) {
          assertThat(conditions[row][pixel])
              .isEqualTo(SEEN.get(row, pixel) ? truth[pixel] : answers[row][pixel]);
        }
      }
      assertThat(conditions(PyroCvae.filled(regressor, otherwiseUnseen(rows))))
          .as("conditions of images that differ where nothing is seen")
          .isDeepEqualTo(conditions);
      assertThat(filled.scored()).isEqualTo(rows.scored());
    }
  }

  private static Vae regressor(Backend backend) {
    TrainingPlan plan = TrainingPlan.builder().epochs(1).batch(ROWS).build();
    return Vae.train(backend, PyroCvae.regressor(IMAGES), plan, images(1).completing(SEEN));
  }

  private static Dataset images(int seed) {
    Random random = new Random(seed);
    float[] values = new float[ROWS * IMAGES.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Dataset.of(IMAGES, values, null);
  }

  private static Dataset otherwiseUnseen(Dataset rows) {
    Dataset others = images(2);
    float[] values = new float[ROWS * IMAGES.size()];
    for (int i = 0; i < values.length; i++) {
      int row = i / IMAGES.size();
      int pixel = i % IMAGES.size();
      values[i] = (SEEN.get(row, pixel) ? rows : others).row(row)[pixel];
    }
    return Dataset.of(IMAGES, values, null).completing(SEEN);
  }

  private static float[][] conditions(Dataset rows) {
    Conditions conditions = rows.conditions().orElseThrow();
    float[][] values = new float[rows.size()][conditions.schema().size()];
    for (int row = 0; row < values.length; row++) {
      conditions.copyRow(row, values[row], 0);
    }
    return values;
  }
}
