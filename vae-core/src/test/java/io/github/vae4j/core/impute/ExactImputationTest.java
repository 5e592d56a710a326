package io.github.vae4j.core.impute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.impute.CorrelatedGaussian.Normal;
import io.github.vae4j.core.impute.ImputationMethod.ImportanceResampling;
import io.github.vae4j.core.impute.ImputationMethod.MetropolisWithinGibbs;
import io.github.vae4j.core.impute.ImputationMethod.PseudoGibbs;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows of several kinds, which take turns, so that each portion has some of each, and one draw of
 * each row, so that draws are independent: the mean and covariance of each kind's against those of
 * its conditional normal, in standard errors, which for so many independent normal draws are √(Cᵢᵢ
 * / n) and √((Cᵢᵢ Cⱼⱼ + Cᵢⱼ²) / n). Three kinds give 5 + 2 + 9 = 16 numbers, and 6 more for the
 * means of p(x_mis | z).
 */
class ExactImputationTest {
  private static final Kind ONE_SEEN = new Kind(1.4f, Float.NaN, Float.NaN);
  private static final Kind TWO_SEEN = new Kind(-1.1f, 0.7f, Float.NaN);
  private static final Kind NOTHING_SEEN = new Kind(Float.NaN, Float.NaN, Float.NaN);

  /** What is seen of a row; NaN where it is missing. */
  private record Kind(float first, float second, float third) {
    float[] row() {
      return new float[] {first, second, third};
    }

    boolean[] observed() {
      return new boolean[] {!Float.isNaN(first), !Float.isNaN(second), !Float.isNaN(third)};
    }

    int[] missing() {
      return IntStream.range(0, 3).filter(i -> !observed()[i]).toArray();
    }

    Normal exact() {
      Normal normal = Normal.ofData();
      for (int i = 0; i < 3; i++) {
        normal = observed()[i] ? normal.given(i, row()[i]) : normal;
      }
      return normal;
    }
  }

  private final Backend backend = new ReferenceBackend();
  private final Architecture model = CorrelatedGaussian.model();
  private final Weights weights = Weights.initial(backend, model, 1);

  @AfterEach
  void close() {
    weights.close();
    backend.close();
  }

  /** Completes so many rows of each kind, of which they have every n-th. */
  private Imputation impute(int each, ImputationMethod method, Kind... kinds) {
    float[][] rows = new float[each * kinds.length][];
    boolean[][] observed = new boolean[rows.length][];
    Arrays.setAll(rows, i -> kinds[i % kinds.length].row());
    Arrays.setAll(observed, i -> kinds[i % kinds.length].observed());
    return new Imputer(model).impute(weights, rows, observed, new ImputationOptions(method, 1, 3));
  }

  private static float[][] every(int kinds, int from, float[][] rows) {
    return IntStream.range(0, rows.length / kinds)
        .mapToObj(i -> rows[from + i * kinds])
        .toArray(float[][]::new);
  }

  /** The largest difference of a mean or covariance of draws, in standard errors. */
  private static double worst(float[][] draws, Kind kind) {
    Normal exact = kind.exact();
    double[][] c = exact.covariance();
    int n = draws.length;
    double worst = 0;
    for (int i : kind.missing()) {
      double mean = mean(draws, i);
      worst = Math.max(worst, Math.abs(mean - exact.mean()[i]) / Math.sqrt(c[i][i] / n));
      for (int j : kind.missing()) {
        double other = mean(draws, j);
        double sum = 0;
        for (float[] draw : draws) {
          sum += (draw[i] - mean) * (draw[j] - other);
        }
        double error = Math.sqrt((c[i][i] * c[j][j] + c[i][j] * c[i][j]) / n);
        worst = Math.max(worst, Math.abs(sum / (n - 1) - c[i][j]) / error);
      }
    }
    return worst;
  }

  private static double mean(float[][] rows, int entry) {
    return Arrays.stream(rows).mapToDouble(row -> row[entry]).average().orElseThrow();
  }

  /** The largest difference of the mean over rows of the estimated means, in standard errors. */
  private static double worstMean(float[][] means, Kind kind) {
    int n = means.length;
    double worst = 0;
    for (int i : kind.missing()) {
      double mean = mean(means, i);
      double squares =
          Arrays.stream(means).mapToDouble(row -> (row[i] - mean) * (row[i] - mean)).sum();
      double error = Math.sqrt(squares / (n - 1) / n);
      worst = Math.max(worst, Math.abs(mean - kind.exact().mean()[i]) / error);
    }
    return worst;
  }

  private void requireExact(int each, ImputationMethod method, Kind... kinds) {
    Imputation found = impute(each, method, kinds);
    for (int i = 0; i < kinds.length; i++) {
      float[][] draws = every(kinds.length, i, found.draws()[0]);
      float[][] means = every(kinds.length, i, found.mean().orElseThrow());
      assertThat(worst(draws, kinds[i])).as("draws of %s", kinds[i]).isLessThan(3);
      assertThat(worstMean(means, kinds[i])).as("means of %s", kinds[i]).isLessThan(3);
    }
    found.acceptance().ifPresent(ExactImputationTest::requireRates);
    found
        .effectiveSamples()
        .ifPresent(counts -> assertThat(Arrays.stream(counts)).allMatch(n -> n > 1 && n < 1000));
  }

  private static void requireRates(double[] accepted) {
    assertThat(Arrays.stream(accepted).average().orElseThrow()).isBetween(0.3, 0.9);
    assertThat(Arrays.stream(accepted)).allMatch(rate -> rate >= 0 && rate <= 1);
  }

  /** Where nothing is seen a chain moves slowly, but what it begins with is exact, and stays so. */
  @Test
  void metropolisWithinGibbsIsExact() {
    requireExact(4000, new MetropolisWithinGibbs(5, 60, 20), ONE_SEEN, TWO_SEEN);
    requireExact(4000, new MetropolisWithinGibbs(0, 60, 20), NOTHING_SEEN);
  }

  /**
   * The mean's bias falls with K, its standard error with √(K · rows): few rows, many proposals.
   */
  @Test
  void importanceResamplingIsExact() {
    requireExact(1000, new ImportanceResampling(5, 4, 1000), ONE_SEEN, TWO_SEEN, NOTHING_SEEN);
  }

  @Test
  void pseudoGibbsIsNot() {
    Kind[] kinds = {ONE_SEEN, TWO_SEEN, NOTHING_SEEN};
    Imputation found = impute(4000, new PseudoGibbs(60, 20), kinds);
    for (int i = 0; i < kinds.length; i++) {
      float[][] means = every(kinds.length, i, found.mean().orElseThrow());
      assertThat(worst(every(kinds.length, i, found.draws()[0]), kinds[i])).isGreaterThan(10);
      assertThat(worstMean(means, kinds[i])).isGreaterThan(10);
    }
  }
}
