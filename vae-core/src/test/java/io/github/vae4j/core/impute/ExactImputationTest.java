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
 * Equal rows, one draw of each, so that draws are independent: their mean and covariance against
 * those of the conditional normal, in standard errors, which for so many independent normal draws
 * are √(Cᵢᵢ / n) and √((Cᵢᵢ Cⱼⱼ + Cᵢⱼ²) / n). Three patterns of what is seen give 5 + 2 + 9 = 16
 * numbers, and 6 more for the means of p(x_mis | z).
 */
class ExactImputationTest {
  private static final float[] ROW = {1.4f, -0.6f, 0.9f};
  private static final boolean[][] PATTERNS = {
    {true, false, false}, {true, true, false}, {false, false, false}
  };

  private final Backend backend = new ReferenceBackend();
  private final Architecture model = CorrelatedGaussian.model();
  private final Weights weights = Weights.initial(backend, model, 1);

  @AfterEach
  void close() {
    weights.close();
    backend.close();
  }

  private Imputation impute(int count, boolean[] pattern, ImputationMethod method) {
    float[][] rows = new float[count][];
    boolean[][] observed = new boolean[count][];
    Arrays.fill(rows, ROW);
    Arrays.fill(observed, pattern);
    return new Imputer(model).impute(weights, rows, observed, new ImputationOptions(method, 1, 3));
  }

  private static int[] missing(boolean[] pattern) {
    return IntStream.range(0, pattern.length).filter(i -> !pattern[i]).toArray();
  }

  private static Normal exact(boolean[] pattern) {
    Normal normal = Normal.ofData();
    for (int i = 0; i < pattern.length; i++) {
      normal = pattern[i] ? normal.given(i, ROW[i]) : normal;
    }
    return normal;
  }

  /** The largest difference of a mean or covariance of draws, in standard errors. */
  private static double worst(float[][] draws, boolean[] pattern) {
    Normal exact = exact(pattern);
    double[][] c = exact.covariance();
    int n = draws.length;
    double worst = 0;
    for (int i : missing(pattern)) {
      double mean = mean(draws, i);
      worst = Math.max(worst, Math.abs(mean - exact.mean()[i]) / Math.sqrt(c[i][i] / n));
      for (int j : missing(pattern)) {
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
  private static double worstMean(Imputation found, boolean[] pattern) {
    float[][] means = found.mean().orElseThrow();
    int n = means.length;
    double worst = 0;
    for (int i : missing(pattern)) {
      double mean = mean(means, i);
      double squares =
          Arrays.stream(means).mapToDouble(row -> (row[i] - mean) * (row[i] - mean)).sum();
      double error = Math.sqrt(squares / (n - 1) / n);
      worst = Math.max(worst, Math.abs(mean - exact(pattern).mean()[i]) / error);
    }
    return worst;
  }

  @Test
  void metropolisWithinGibbsIsExact() {
    for (boolean[] pattern : PATTERNS) {
      // Where nothing is seen a chain moves slowly, but what it begins with is exact, and stays so.
      int warmUp = pattern[0] ? 5 : 0;
      Imputation found = impute(4000, pattern, new MetropolisWithinGibbs(warmUp, 60, 20));
      assertThat(worst(found.draws()[0], pattern)).as(Arrays.toString(pattern)).isLessThan(3);
      assertThat(worstMean(found, pattern)).as(Arrays.toString(pattern)).isLessThan(3);
      double[] accepted = found.acceptance().orElseThrow();
      assertThat(Arrays.stream(accepted).average().orElseThrow()).isBetween(0.3, 0.9);
      assertThat(Arrays.stream(accepted)).allMatch(rate -> rate >= 0 && rate <= 1);
    }
  }

  /**
   * The mean's bias falls with K, its standard error with √(K · rows): few rows, many proposals.
   */
  @Test
  void importanceResamplingIsExact() {
    for (boolean[] pattern : PATTERNS) {
      Imputation found = impute(1000, pattern, new ImportanceResampling(5, 4, 1000));
      assertThat(worst(found.draws()[0], pattern)).as(Arrays.toString(pattern)).isLessThan(3);
      assertThat(worstMean(found, pattern)).as(Arrays.toString(pattern)).isLessThan(3);
      assertThat(Arrays.stream(found.effectiveSamples().orElseThrow()))
          .allMatch(n -> n > 1 && n < 1000);
    }
  }

  @Test
  void pseudoGibbsIsNot() {
    for (boolean[] pattern : PATTERNS) {
      Imputation found = impute(4000, pattern, new PseudoGibbs(60, 20));
      assertThat(worst(found.draws()[0], pattern)).as(Arrays.toString(pattern)).isGreaterThan(10);
      assertThat(worstMean(found, pattern)).as(Arrays.toString(pattern)).isGreaterThan(10);
    }
  }
}
