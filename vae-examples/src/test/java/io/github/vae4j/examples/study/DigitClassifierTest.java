package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigitClassifierTest {
  private static final int SIDE = 9;

  private final Backend backend = Plugins.discover().backend("nd4j", JsonOptions.empty());

  @AfterEach
  void close() {
    backend.close();
  }

  /** Upright bars, class 0, and lying ones, class 1, at any place. */
  private static Dataset bars(int count, int seed) {
    Random random = new Random(seed);
    float[] pixels = new float[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(2);
      int place = random.nextInt(SIDE);
      for (int j = 0; j < SIDE; j++) {
        int pixel = labels[i] == 0 ? j * SIDE + place : place * SIDE + j;
        pixels[i * SIDE * SIDE + pixel] = 1;
      }
    }
    return Dataset.of(DataSchema.of(SIDE, SIDE, 1), pixels, labels);
  }

  @Test
  void learnsWhatNoSinglePixelTells() {
    try (DigitClassifier classifier = DigitClassifier.train(backend, bars(512, 1), 2, 12, 1)) {
      assertThat(Share.of(classifier.recognises(bars(300, 2))).share()).isGreaterThan(0.98);
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    Dataset table = Dataset.of(DataSchema.of(4), new float[8], new int[] {0, 1});
    assertThatThrownBy(() -> DigitClassifier.train(backend, table, 2, 1, 1))
        .hasMessageContaining("rows have shape (4)");
  }
}
