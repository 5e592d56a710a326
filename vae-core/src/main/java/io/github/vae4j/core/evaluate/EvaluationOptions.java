package io.github.vae4j.core.evaluate;

/**
 * How a model is evaluated.
 *
 * @param seed of the draws
 * @param samples K of the importance-sampled log p(x); 0 for none
 * @param atMean whether z is the posterior mean, so that no noise enters; the result is then no
 *     bound
 */
public record EvaluationOptions(int seed, int samples, boolean atMean) {
  /** Refuses negative samples, and samples of a z that is not drawn. */
  public EvaluationOptions {
    if (samples < 0) {
      throw new IllegalArgumentException(
          "evaluate: samples must be 0 (none) or more, got " + samples);
    }
    if (atMean && samples > 0) {
      throw new IllegalArgumentException(
          "evaluate: importance sampling draws z, but z was asked to be the mean; drop one of the two");
    }
  }

  /** Returns the options of a bound with one drawn z for each row. */
  public static EvaluationOptions standard() {
    return new EvaluationOptions(1, 0, false);
  }
}
