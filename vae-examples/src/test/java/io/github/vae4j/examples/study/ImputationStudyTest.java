package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import org.junit.jupiter.api.Test;

class ImputationStudyTest {
  @Test
  void countsTheErrorsOfMissingPixelsAlone() {
    DataSchema three = DataSchema.of(1, 3);
    Dataset images = Dataset.of(three, new float[] {1, 0, 1, 0, 0, 0}, null);
    Dataset rows =
        Dataset.of(three, new float[] {0, 1, 0, 1, 1, 0.5f}, null)
            .completing(Masks.same(new boolean[] {true, false, false}));
    ImputationStudy study =
        new ImputationStudy(new ImputationStudy.Settings(20, 100, 1), rows, note -> {});
    study.mean(images);
    // the mean is (0.5, 0, 0.5): errors 1 and 0.25 in one image, 1 and 0 in the other
    assertThat(study.means().get(0)).isDeepEqualTo(new float[][] {{0, 0, 0.5f}, {1, 0, 0.5f}});
    assertThat(study.report().lines()).anyMatch(line -> line.contains("1.13 +- 0.13"));
  }
}
