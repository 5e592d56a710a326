package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    assertThat(lines(study)).anyMatch(line -> line.contains("1.13 +- 0.13"));
  }

  @Test
  void comparesTheExpectationsOfModelsThatWereTold() {
    ImputationStudy study =
        new ImputationStudy(new ImputationStudy.Settings(20, 100, 1), Coins.white(400), note -> {});
    try (Backend backend = new ReferenceBackend();
        Vae regressor = Coins.regressor(backend);
        Vae cvae = Coins.cvae(backend)) {
      study.told("half", regressor);
      study.told("coins", cvae);
    }
    // white is 1 and the regressor's answer 1/2
    assertThat(lines(study)).anyMatch(line -> line.matches("\\| half +\\| +0\\.25 \\+- 0\\.00 .*"));
    double[] errors =
        Arrays.stream(study.means().get(1)).mapToDouble(row -> Math.pow(1 - row[3], 2)).toArray();
    Estimate error = Estimate.of(errors);
    // the mean of n coins is off by 1/2, and its variance is 1 / (4 n)
    assertThat(error.mean())
        .isCloseTo(0.25 + 0.25 / ImputationStudy.COMPLETIONS, within(4 * error.standardError()));
    assertThat(lines(study))
        .anyMatch(
            line ->
                line.startsWith("| coins ")
                    && line.contains(
                        String.format(
                            Locale.ROOT, "%.2f +- %.2f", error.mean(), error.standardError())));
  }

  private static List<String> lines(ImputationStudy study) {
    return study.report(new StudyRun(Map.of())).lines();
  }
}
