package io.github.vae4j.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.LinearGaussian;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final int ROWS = 600;

  private final Backend backend = new ReferenceBackend();
  private final KlRules rules = KlRules.builtIn();
  private final float[] values = values();
  private final Dataset data = Dataset.of(DataSchema.of(LinearGaussian.DATA), values, null);

  @AfterEach
  void close() {
    backend.close();
  }

  private static float[] values() {
    Random random = new Random(2);
    float[] values = new float[ROWS * LinearGaussian.DATA];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private double evidence() {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      float[] row = data.row(i);
      sum += LinearGaussian.evidence(new double[] {row[0], row[1], row[2]});
    }
    return sum / ROWS;
  }

  private Report report(Architecture model, EvaluationOptions options, int chunkRows) {
    try (Weights weights = Weights.initial(backend, model, 1)) {
      return new Evaluator(model, rules, chunkRows).evaluate(weights, data, options);
    }
  }

  @Test
  void theBoundIsTheEvidenceLessTheDivergence() {
    Report report = report(LinearGaussian.model(0.3, 1.2), EvaluationOptions.standard(), 1000);
    double expected = evidence() - LinearGaussian.gap(0.3, 1.2);
    assertThat(report.elbo().mean()).isEqualTo(expected, within(4 * report.elbo().standardError()));
    assertThat(report.elbo().mean())
        .isEqualTo(report.reconstruction().mean() - report.kl().mean(), within(1e-9));
    assertThat(report.rows()).isEqualTo(ROWS);
  }

  @Test
  void importanceSamplingFindsTheEvidenceInChunksOfAnySize() {
    EvaluationOptions options = new EvaluationOptions(3, 200, false);
    for (int chunkRows : new int[] {10, 1500, 1 << 20}) {
      Report report = report(LinearGaussian.model(0.2, 1.2), options, chunkRows);
      Estimate estimate = report.logLikelihood().orElseThrow();
      // 200 weights a row are 0.0015 low and as much uncertain; ten, used twenty times over, 0.03.
      assertThat(estimate.mean()).as("chunks of %d", chunkRows).isEqualTo(evidence(), within(0.01));
    }
  }

  @Test
  void equalSeedsGiveEqualFiguresAndOthersDiffer() {
    Architecture model = LinearGaussian.model(0.3, 1.2);
    Report first = report(model, new EvaluationOptions(1, 0, false), 1000);
    assertThat(report(model, new EvaluationOptions(1, 0, false), 1000)).isEqualTo(first);
    assertThat(report(model, new EvaluationOptions(2, 0, false), 1000)).isNotEqualTo(first);
    Report mean = report(model, new EvaluationOptions(1, 0, true), 1000);
    assertThat(report(model, new EvaluationOptions(2, 0, true), 1000)).isEqualTo(mean);
  }

  @Test
  void standardErrorIsThatOfTheMean() {
    Estimate estimate = Estimate.of(new double[] {1, 2, 3, 4});
    assertThat(estimate.mean()).isEqualTo(2.5);
    assertThat(estimate.standardError()).isEqualTo(Math.sqrt(5.0 / 3 / 4), within(1e-15));
    assertThat(Estimate.of(new double[] {7}).standardError()).isZero();
    assertThatThrownBy(() -> Estimate.of(new double[0])).hasMessageContaining("no values");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new EvaluationOptions(1, -1, false)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new EvaluationOptions(1, 10, true)).hasMessageContaining("drop one");
    Architecture model = LinearGaussian.model(0, 1);
    Dataset wide = Dataset.of(DataSchema.of(4), new float[8], null);
    try (Weights weights = Weights.initial(backend, model, 1)) {
      assertThatThrownBy(
              () ->
                  new Evaluator(model, rules).evaluate(weights, wide, EvaluationOptions.standard()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "evaluate: rows of shape (4) were given, and this model reads shape (3); give it what"
                  + " it was made for");
    }
  }
}
