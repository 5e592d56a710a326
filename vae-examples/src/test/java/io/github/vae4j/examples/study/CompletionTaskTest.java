package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.Masks;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTaskTest {
  private static final DataSchema IMAGES = DataSchema.of(28, 28, 1);

  @ParameterizedTest
  @CsvSource({"1, 196", "2, 392", "3, 588"})
  void whatIsNotSeenIsScored(int quadrants, int seen) {
    CompletionTask task =
        CompletionTask.of(new ImageSet("white", white(24), white(5), "here"), quadrants);
    Conditions conditions = task.test().conditions().orElseThrow();
    Masks known = conditions.known().orElseThrow();
    Masks scored = task.test().scored().orElseThrow();
    float[] condition = new float[IMAGES.size()];
    conditions.copyRow(4, condition, 0);
    int count = 0;
    for (int pixel = 0; pixel < condition.length; pixel++) {
      assertThat(scored.get(4, pixel)).isNotEqualTo(known.get(4, pixel));
      assertThat(condition[pixel]).isEqualTo(known.get(4, pixel) ? 1 : 0);
      count += known.get(4, pixel) ? 1 : 0;
    }
    assertThat(count).isEqualTo(seen);
    assertThat(known.get(0, 14 * 28)).as("the bottom left is always seen").isTrue();
    assertThat(known.get(0, 28 * 28 - 1)).as("the bottom right never").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"24, 22", "5, 5"})
  void aTwelfthIsKeptFromTraining(int images, int train) {
    CompletionTask task =
        CompletionTask.of(new ImageSet("white", white(images), white(7), "here"), 1);
    assertThat(task.all().size()).isEqualTo(images);
    assertThat(task.train().size()).isEqualTo(train);
    assertThat(task.validation().size()).isEqualTo(images - train);
    assertThat(task.test().size()).isEqualTo(7);
  }

  private static Dataset white(int images) {
    float[] values = new float[images * IMAGES.size()];
    Arrays.fill(values, 1);
    return Dataset.of(IMAGES, values, null);
  }
}
