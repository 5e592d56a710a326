package io.github.vae4j.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.OracleScope;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with SciPy 1.17. */
class DiagonalNormalTest {
  private final OracleScope oracle = new OracleScope();
  private final Tensor mean = oracle.vector(0.5, 0.25, -1);
  private final Tensor logVariance = oracle.vector(-1, 0.3, 2);
  private final Tensor x = oracle.vector(1.5, -0.25, 3);
  private final DiagonalNormal normal = DiagonalNormal.of(mean, logVariance);

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void agreesWithGoldenNumbers() {
    assertThat(normal.logProbs(x).toDoubles())
        .containsExactly(
            new double[] {-1.7780794474341954, -1.1615408107898875, -3.0016207990975743},
            within(1e-14));
    assertThat(normal.logProb(x).item()).isCloseTo(-5.9412410573216565, within(1e-14));
    assertThat(normal.entropy().item()).isCloseTo(4.906815599614018, within(1e-14));
    assertThat(normal.cdf(x).toDoubles())
        .containsExactly(
            new double[] {0.9503976247944427, 0.3334690800692415, 0.929424426568123},
            within(1e-14));
    assertThat(normal.variance().toDoubles())
        .containsExactly(new double[] {Math.exp(-1), Math.exp(0.3), Math.exp(2)}, within(1e-14));
  }

  @Test
  void standardNormalAgreesWithGoldenNumbers() {
    for (var standard :
        new io.github.vae4j.api.distribution.HasCdf[] {
          StandardNormal.of(oracle.ops(), Shape.of(3)), DiagonalNormal.standard(oracle.ops(), 3)
        }) {
      assertThat(standard.logProb(x).item()).isCloseTo(-8.413065599614018, within(1e-14));
      assertThat(standard.logProbs(x).toDoubles())
          .containsExactly(
              new double[] {-2.0439385332046727, -0.9501885332046727, -5.418938533204672},
              within(1e-14));
      assertThat(standard.cdf(x).toDoubles())
          .containsExactly(
              new double[] {0.9331927987311419, 0.4012936743170763, 0.9986501019683699},
              within(1e-14));
    }
    assertThat(StandardNormal.of(oracle.ops(), Shape.of(3)).entropy().item())
        .isCloseTo(4.2568155996140185, within(1e-14));
  }

  @Test
  void drawsFollowTheDistributionFunction() {
    int n = 50_000;
    Tensor draws = normal.sample(oracle.noise(11), Shape.of(n));
    for (int column = 0; column < 3; column++) {
      double[] p = normal.cdf(draws).slice(1, column, column + 1).toDoubles();
      Arrays.sort(p);
      double distance = 0;
      for (int i = 0; i < n; i++) {
        distance = Math.max(distance, Math.max(p[i] - i / (double) n, (i + 1) / (double) n - p[i]));
      }
      // Kolmogorov's distribution exceeds 2.2253 once in ten thousand times
      assertThat(distance * Math.sqrt(n)).isLessThan(2.2253);
    }
  }

  @Test
  void limitsTheLogVariance() {
    Tensor extreme = oracle.vector(1000, -1000, Double.NEGATIVE_INFINITY);
    DiagonalNormal wide = DiagonalNormal.of(oracle.vector(0, 0, 0), extreme);
    assertThat(wide.logVariance().toDoubles()).containsExactly(80, -80, -80);
    assertThat(wide.logProbs(oracle.vector(1, 1, 1)).toDoubles()).doesNotContain(Double.NaN);
    assertThat(wide.logProb(oracle.vector(1000, 1000, 1000)).item()).isFinite();
    assertThat(wide.variance().log().toDoubles())
        .containsExactly(new double[] {80, -80, -80}, within(1e-12));
    assertThat((float) Math.exp(DiagonalNormal.MAX_LOG_VARIANCE)).isFinite();
    assertThat(wide.rsample(oracle.noise(1), Shape.of(2)).value().sum().item()).isFinite();
    assertThat(DiagonalNormal.of(mean, oracle.vector(Double.NaN, 0, 0)).logProbs(x).toDoubles()[0])
        .isNaN();
    assertThat(DiagonalNormal.of(mean, oracle.vector(Double.NaN, 0, 0)).logProbs(x).toDoubles()[1])
        .isFinite();
  }

  @Test
  void gradientsAgreeWithDifferences() {
    Tensor means = oracle.spread(1, 4, 3);
    Tensor values = oracle.spread(2, 2, 4, 3);
    for (Tensor spread :
        new Tensor[] {oracle.spread(3, 4, 3), oracle.spread(3, 3), oracle.spread(3)}) {
      assertThat(
              oracle.gradientError(
                  p -> weighted(DiagonalNormal.of(p.get(0), p.get(1)).logProb(p.get(2))),
                  means,
                  spread,
                  values))
          .isLessThan(1e-8);
      assertThat(
              oracle.gradientError(
                  p -> weighted(DiagonalNormal.of(p.get(0), p.get(1)).logProbs(p.get(2))),
                  means,
                  spread,
                  values))
          .isLessThan(1e-8);
      assertThat(
              oracle.gradientError(
                  p -> drawn(DiagonalNormal.of(p.get(0), p.get(1))), means, spread))
          .isLessThan(1e-8);
      assertThat(
              oracle.gradientError(
                  p -> weighted(DiagonalNormal.of(means, p.get(0)).entropy()), spread))
          .isLessThan(1e-8);
      assertThat(
              oracle.gradientError(
                  p -> weighted(DiagonalNormal.of(p.get(0), p.get(1)).cdf(p.get(2))),
                  means,
                  spread,
                  values))
          .isLessThan(1e-8);
    }
    assertThat(
            oracle.gradientError(
                p -> weighted(StandardNormal.of(oracle.ops(), Shape.of(3)).logProb(p.get(0))),
                values))
        .isLessThan(1e-8);
  }

  private Tensor drawn(DiagonalNormal q) {
    var draw = q.rsample(oracle.noise(9), Shape.of(2, 4));
    return weighted(draw.value().square()).add(weighted(draw.logProb().get()));
  }

  /** A sum in which every entry has a weight of its own. */
  private static Tensor weighted(Tensor x) {
    Tensor weights = x.ops().range((int) x.shape().size()).mul(0.1).add(0.3).reshape(x.shape());
    return x.mul(weights).sum();
  }

  @Test
  void detachedKeepsTheValues() {
    assertThat(normal.detached().logProb(x).item()).isEqualTo(normal.logProb(x).item());
  }

  @Test
  void refusesParametersThatDoNotFit() {
    assertThatThrownBy(() -> DiagonalNormal.of(mean, oracle.vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DiagonalNormal: shapes do not broadcast: (3) and (2)");
    assertThatThrownBy(
            () ->
                DiagonalNormal.of(
                    oracle.ops().full(0, Shape.scalar()), oracle.ops().full(0, Shape.scalar())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DiagonalNormal: parameters of shape () have no event of rank 1; it must be from 0 to 0");
  }
}
