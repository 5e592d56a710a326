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

/** Expected numbers were computed with NumPy as x − log Σ eˣ. */
class CategoriesTest {
  private static final List<Integer> COUNTS = List.of(3, 2, 2, 3);
  private static final double[] LOG_P = {
    -1.6035186037486422,
    -2.803518603748642,
    -0.30351860374864215,
    -0.07888973429254964,
    -2.5788897342925496,
    -0.07888973429254964,
    -2.5788897342925496,
    -3.3490122167681866,
    -1.3490122167681864,
    -0.3490122167681864
  };

  private final OracleScope oracle = new OracleScope();
  private final Categories categories =
      Categories.ofLogits(oracle.vector(0.2, -1, 1.5, 3, 0.5, 3, 0.5, -2, 0, 1), COUNTS);

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void agreesWithGoldenNumbersColumnByColumn() {
    assertThat(categories.batch()).isEqualTo(Shape.scalar());
    assertThat(categories.event()).isEqualTo(Shape.of(4));
    assertThat(categories.logProbabilities().toDoubles()).containsExactly(LOG_P, within(1e-14));
    Tensor x = oracle.vector(1, 0, 1, 2);
    assertThat(categories.logProbs(x).toDoubles())
        .containsExactly(new double[] {LOG_P[1], LOG_P[3], LOG_P[6], LOG_P[9]}, within(1e-14));
    assertThat(categories.logProb(x).item())
        .isCloseTo(LOG_P[1] + LOG_P[3] + LOG_P[6] + LOG_P[9], within(1e-14));
    assertThat(categories.mode().toDoubles()).containsExactly(2, 0, 0, 2);
  }

  @Test
  void samplesOfLogitsMeetEveryRow() {
    Tensor logits = oracle.spread(1, 6, 4, 10);
    Categories all = Categories.ofLogits(logits, COUNTS);
    Tensor x = all.sample(oracle.noise(1), Shape.of(6, 4)).slice(0, 0, 1).reshape(4, 4);
    assertThat(all.logProb(x).shape()).isEqualTo(Shape.of(6, 4));
    Tensor third = logits.slice(0, 2, 3).reshape(4, 10);
    assertThat(all.logProbs(x).slice(0, 2, 3).toDoubles())
        .isEqualTo(Categories.ofLogits(third, COUNTS).logProbs(x).toDoubles());
  }

  @Test
  void drawsFollowTheDensityAndColumnsAreIndependent() {
    int n = 50_000;
    double[] draws = categories.sample(oracle.noise(3), Shape.of(n)).toDoubles();
    double[] counts = new double[10];
    int bothSecond = 0;
    for (int i = 0; i < draws.length; i += 4) {
      counts[(int) draws[i]]++;
      counts[3 + (int) draws[i + 1]]++;
      counts[5 + (int) draws[i + 2]]++;
      counts[7 + (int) draws[i + 3]]++;
      bothSecond += draws[i + 1] == 1 && draws[i + 2] == 1 ? 1 : 0;
    }
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = n * Math.exp(LOG_P[i]);
      chiSquare += Math.pow(counts[i] - expected, 2) / expected;
    }
    // chi-square with 2 + 1 + 1 + 2 degrees of freedom exceeds 27.856 once in ten thousand times
    assertThat(chiSquare).isLessThan(27.856);
    double expected = n * Math.exp(LOG_P[4] + LOG_P[6]);
    assertThat((double) bothSecond).isEqualTo(expected, within(4 * Math.sqrt(expected)));
  }

  @Test
  void extremeLogitsStayFinite() {
    Tape tape = new Tape(oracle.ops());
    Tensor logits = tape.variable(oracle.vector(1000, -1000, 0, -1000, 1000));
    Categories sure = Categories.ofLogits(logits, List.of(3, 2));
    assertThat(sure.logProbs(oracle.vector(1, 1)).toDoubles()).containsExactly(-2000, 0);
    assertThat(sure.logProbs(oracle.vector(0, 0)).toDoubles()).containsExactly(0, -2000);
    Tensor loss = sure.logProb(oracle.vector(1, 0));
    assertThat(tape.gradients(loss, List.of(logits)).get(0).toDoubles())
        .containsExactly(-1, 1, 0, 1, -1);
    assertThat(sure.sample(oracle.noise(1), Shape.of(2)).toDoubles()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void aNumberThatIsNoCategoryIsImpossible() {
    double never = Double.NEGATIVE_INFINITY;
    assertThat(categories.logProbs(oracle.vector(3, 2, -1, 0.5)).toDoubles())
        .containsExactly(never, never, never, never);
    assertThat(categories.logProbs(oracle.vector(3, 0, 0, 2)).toDoubles())
        .containsExactly(new double[] {never, LOG_P[3], LOG_P[5], LOG_P[9]}, within(1e-14));
  }

  @Test
  void gradientsAgreeWithDifferences() {
    Tensor logits = oracle.spread(1, 2, 3, 10);
    Tensor x = Categories.ofLogits(logits, COUNTS).sample(oracle.noise(1), Shape.of(2, 3));
    Tensor weights = oracle.spread(5, 2, 3, 4);
    assertThat(
            oracle.gradientError(
                p -> Categories.ofLogits(p.get(0), COUNTS).logProbs(x).mul(weights).sum(), logits))
        .isLessThan(1e-8);
    assertThat(
            oracle.gradientError(
                p -> Categories.ofLogits(p.get(0), COUNTS).logProbabilities().square().sum(),
                logits))
        .isLessThan(1e-8);
  }

  @Test
  void drawsPassNoGradient() {
    Tape tape = new Tape(oracle.ops());
    Tensor logits = tape.variable(oracle.spread(1, 10));
    Tensor drawn = Categories.ofLogits(logits, COUNTS).sample(oracle.noise(1), Shape.of(5));
    Tensor loss = drawn.sum().add(logits.sum().mul(0));
    assertThat(tape.gradients(loss, List.of(logits)).get(0).toDoubles()).containsOnly(0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Tensor logits = oracle.spread(1, 4, 9);
    assertThatThrownBy(() -> Categories.ofLogits(logits, COUNTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Categories: columns of [3, 2, 2, 3] categories need logits (batch..., 10), got (4, 9)");
    assertThatThrownBy(() -> Categories.ofLogits(logits, List.of(9, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[9, 0]");
    assertThatThrownBy(() -> Categories.ofLogits(logits, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[]");
    assertThatThrownBy(() -> categories.logProbs(oracle.vector(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logProbs of Categories")
        .hasMessageContaining("(2)")
        .hasMessageContaining("(4)");
    assertThatThrownBy(
            () ->
                Categories.ofLogits(oracle.spread(1, 4, 10), COUNTS)
                    .sample(oracle.noise(1), Shape.of(4, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample of Categories")
        .hasMessageContaining("(4, 1)");
  }
}
