package io.github.vae4j.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.testing.OracleScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with mpmath at 40 digits. */
class CategoricalTest {
  private static final double[] P = {
    0.17273479294128544, 0.05202671982976788, 0.6338152001213588, 0.1414232871075879
  };

  private final OracleScope oracle = new OracleScope();
  private final Categorical categorical = Categorical.ofLogits(oracle.vector(0.2, -1, 1.5, 0));

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void agreesWithGoldenNumbers() {
    assertThat(categorical.mean().toDoubles()).containsExactly(P, within(1e-15));
    assertThat(categorical.logProb(categorical.support()).toDoubles())
        .containsExactly(
            new double[] {
              -1.7559978494926043, -2.9559978494926042, -0.4559978494926043, -1.9559978494926042
            },
            within(1e-14));
    assertThat(categorical.entropy().item()).isCloseTo(1.022754810552077, within(1e-14));
    assertThat(categorical.mode().toDoubles()).containsExactly(0, 0, 1, 0);
  }

  @Test
  void supportIsEveryClassOnce() {
    assertThat(categorical.support().shape()).isEqualTo(Shape.of(4, 4));
    assertThat(categorical.support().toDoubles())
        .containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    Categorical batch = Categorical.ofLogits(oracle.spread(1, 3, 4));
    Tensor each = batch.logProb(batch.support().reshape(4, 1, 4));
    assertThat(each.shape()).isEqualTo(Shape.of(4, 3));
    assertThat(each.exp().sum(0).toDoubles())
        .containsExactly(new double[] {1, 1, 1}, within(1e-14));
  }

  @Test
  void drawsFollowTheDensity() {
    int n = 50_000;
    Tensor draws = categorical.sample(oracle.noise(3), Shape.of(n));
    assertThat(draws.sum(1).toDoubles()).containsOnly(1);
    double[] counts = draws.sum(0).toDoubles();
    double chiSquare = 0;
    for (int i = 0; i < P.length; i++) {
      chiSquare += Math.pow(counts[i] - n * P[i], 2) / (n * P[i]);
    }
    // chi-square with three degrees of freedom exceeds 21.108 once in ten thousand times
    assertThat(chiSquare).isLessThan(21.108);
  }

  @Test
  void extremeLogitsStayFinite() {
    Categorical sure = Categorical.ofLogits(oracle.vector(1000, -1000, 0));
    assertThat(sure.logProb(sure.support()).toDoubles()).containsExactly(0, -2000, -1000);
    assertThat(sure.entropy().item()).isZero();
    assertThat(sure.sample(oracle.noise(1), Shape.of(100)).sum(0).toDoubles())
        .containsExactly(100, 0, 0);
    Categorical closed = Categorical.ofLogits(oracle.vector(0, Double.NEGATIVE_INFINITY, 0));
    assertThat(closed.logProb(closed.support()).toDoubles())
        .containsExactly(
            new double[] {-Math.log(2), Double.NEGATIVE_INFINITY, -Math.log(2)}, within(1e-15));
    assertThat(closed.entropy().item()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(closed.sample(oracle.noise(1), Shape.of(1000)).sum(0).toDoubles()[1]).isZero();
  }

  @Test
  void anImpossibleClassHasNoGradient() {
    Tape tape = new Tape(oracle.ops());
    Tensor logits = tape.variable(oracle.vector(0, Double.NEGATIVE_INFINITY, 1));
    Tensor entropy = Categorical.ofLogits(logits).entropy();
    double[] gradient = tape.gradients(entropy, List.of(logits)).get(0).toDoubles();
    // With two classes left the entropy's slope is p (1 - p) times the log odds.
    double p = 1 / (1 + Math.exp(1));
    assertThat(gradient)
        .containsExactly(new double[] {p * (1 - p), 0, -p * (1 - p)}, within(1e-12));
  }

  @Test
  void gradientsAgreeWithDifferences() {
    Tensor logits = oracle.spread(1, 4, 3);
    Tensor x = Categorical.ofLogits(logits).sample(oracle.noise(1), Shape.of(2, 4));
    Tensor weights = oracle.spread(5, 2, 4);
    assertThat(
            oracle.gradientError(
                p -> Categorical.ofLogits(p.get(0)).logProb(x).mul(weights).sum(), logits))
        .isLessThan(1e-8);
    assertThat(
            oracle.gradientError(
                p -> Categorical.ofLogits(p.get(0)).entropy().square().sum(), logits))
        .isLessThan(1e-8);
    assertThat(
            oracle.gradientError(p -> Categorical.ofLogits(p.get(0)).mean().square().sum(), logits))
        .isLessThan(1e-8);
  }

  @Test
  void refusesLogitsWithoutClasses() {
    assertThatThrownBy(() -> Categorical.ofLogits(oracle.ops().full(0, Shape.of(3, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Categorical: logits of shape (3, 0) have no class; the last axis must be 1 or longer");
    assertThatThrownBy(() -> Categorical.ofLogits(oracle.ops().full(0, Shape.scalar())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Categorical: parameters of shape () have no event of rank 1");
  }
}
