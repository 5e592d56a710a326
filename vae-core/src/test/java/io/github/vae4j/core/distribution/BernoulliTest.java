package io.github.vae4j.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.OracleScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with mpmath at 40 digits. */
class BernoulliTest {
  private final OracleScope oracle = new OracleScope();
  private final Bernoulli bernoulli = Bernoulli.ofLogits(oracle.vector(-2, 0.5, 3));

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void agreesWithGoldenNumbers() {
    Tensor x = oracle.vector(1, 0, 1);
    assertThat(bernoulli.logProbs(x).toDoubles())
        .containsExactly(
            new double[] {-2.1269280110429727, -0.9740769841801067, -0.04858735157374206},
            within(1e-15));
    assertThat(bernoulli.logProb(x).item()).isCloseTo(-3.149592346796821, within(1e-14));
    assertThat(bernoulli.mean().toDoubles())
        .containsExactly(
            new double[] {0.11920292202211756, 0.6224593312018546, 0.9525741268224333},
            within(1e-15));
    assertThat(bernoulli.variance().toDoubles())
        .containsExactly(
            new double[] {0.10499358540350652, 0.2350037122015945, 0.04517665973091213},
            within(1e-15));
    assertThat(bernoulli.mode().toDoubles()).containsExactly(0, 1, 1);
    assertThat(bernoulli.entropy().item()).isCloseTo(1.2190461447728294, within(1e-14));
  }

  @Test
  void greyValuesAreScoredBetweenTheTwo() {
    double ones = bernoulli.logProb(oracle.vector(1, 1, 1)).item();
    double zeros = bernoulli.logProb(oracle.vector(0, 0, 0)).item();
    assertThat(bernoulli.logProb(oracle.vector(0.25, 0.25, 0.25)).item())
        .isCloseTo(0.25 * ones + 0.75 * zeros, within(1e-13));
  }

  @Test
  void extremeLogitsStayFinite() {
    Bernoulli sure = Bernoulli.ofLogits(oracle.vector(1000, -1000, 1000, -1000));
    assertThat(sure.logProbs(oracle.vector(1, 0, 0, 1)).add(0).toDoubles())
        .containsExactly(0, 0, -1000, -1000);
    assertThat(sure.entropy().item()).isZero();
    assertThat(sure.variance().toDoubles()).containsOnly(0);
    assertThat(sure.sample(oracle.noise(1), Shape.of(50)).mean(0).toDoubles())
        .containsExactly(1, 0, 1, 0);
    assertThat(Bernoulli.ofLogits(oracle.vector(-30)).entropy().item())
        .isCloseTo(2.900863120340187e-12, within(1e-26));
    assertThat(Bernoulli.ofLogits(oracle.vector(30)).entropy().item())
        .isCloseTo(2.900863120340187e-12, within(1e-26));
  }

  @Test
  void drawsFollowTheDensity() {
    int n = 50_000;
    double[] ones = bernoulli.sample(oracle.noise(3), Shape.of(n)).sum(0).toDoubles();
    double[] p = {0.11920292202211756, 0.6224593312018546, 0.9525741268224333};
    for (int i = 0; i < 3; i++) {
      double chiSquare = Math.pow(ones[i] - n * p[i], 2) / (n * p[i] * (1 - p[i]));
      // chi-square with one degree of freedom exceeds 15.137 once in ten thousand times
      assertThat(chiSquare).isLessThan(15.137);
    }
  }

  @Test
  void gradientsAgreeWithDifferences() {
    Tensor weights = oracle.spread(5, 2, 4);
    Tensor x = oracle.spread(6, 2, 4, 3).sigmoid();
    assertThat(
            oracle.gradientError(
                p -> Bernoulli.ofLogits(p.get(0)).logProb(p.get(1)).mul(weights).sum(),
                oracle.spread(1, 4, 3),
                x))
        .isLessThan(1e-8);
    assertThat(
            oracle.gradientError(
                p -> Bernoulli.ofLogits(p.get(0)).logProbs(x).square().sum(),
                oracle.spread(1, 4, 3)))
        .isLessThan(1e-8);
    assertThat(
            oracle.gradientError(
                p -> Bernoulli.ofLogits(p.get(0)).entropy().square().sum(), oracle.spread(1, 4, 3)))
        .isLessThan(1e-8);
  }
}
