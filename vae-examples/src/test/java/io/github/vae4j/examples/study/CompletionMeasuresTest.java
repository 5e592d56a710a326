package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A missing pixel that is white, by models that give it white or black with equal chances. */
class CompletionMeasuresTest {
  private static final Dataset ROWS = Coins.white(600);
  private static final int SAMPLES = 400;

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void aRegressorHasOneAnswerAndAnExactProbability() {
    CompletionFigures figures = regressor().figures(3, "regressor");
    assertThat(figures.logLikelihood().mean()).isCloseTo(-Math.log(2), within(1e-7));
    assertThat(figures.elbo()).isEqualTo(figures.logLikelihood());
    assertThat(figures.squaredError().mean()).isCloseTo(0.25, within(1e-7));
    assertThat(figures.distance().mean()).isCloseTo(0.5, within(1e-7));
    assertThat(figures.spread()).isEqualTo(new Estimate(0, 0));
    assertThat(figures.gain()).isEmpty();
  }

  @Test
  void completionsThatDifferAreJudgedByTheirMeanAndTheirDistances() {
    CompletionFigures figures;
    try (Vae vae = Coins.cvae(backend)) {
      figures = CompletionMeasures.of(vae, ROWS, SAMPLES, 1).figures(3, "CVAE", regressor());
    }
    close(figures.logLikelihood(), -Math.log(2), 0.003);
    close(figures.gain().orElseThrow(), 0, 0.003);
    // half the draws are wrong by 1000 |z| nats
    close(figures.elbo(), -1000 * 0.5 * Math.sqrt(2 / Math.PI), 1);
    // the mean of n coins is off by 1/2, and its variance is 1 / (4 n)
    close(figures.squaredError(), 0.25 + 0.25 / CompletionMeasures.COMPLETIONS, 0);
    close(figures.spread(), 0.5, 0.002);
    assertThat(figures.spread().standardError()).isLessThan(0.01);
  }

  private CompletionMeasures regressor() {
    try (Vae vae = Coins.regressor(backend)) {
      return CompletionMeasures.of(vae, ROWS, SAMPLES, 1);
    }
  }

  /**
   * @param bias what the estimate itself may be off, such as the logarithm of a mean
   */
  private static void close(Estimate estimate, double expected, double bias) {
    assertThat(estimate.mean()).isCloseTo(expected, within(bias + 4 * estimate.standardError()));
  }
}
