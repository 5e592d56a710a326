package io.github.vae4j.examples.study;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.evaluate.Estimate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** What a model's completions of some rows are worth, one number for each row. */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record CompletionMeasures(
    double[] elbo,
    double[] logLikelihood,
    double[] squaredError,
    double[] distance,
    double[] spread) {
  private static final int ROWS = 500;

  /** Completions of a row, from which their mean and their spread are computed. */
  static final int COMPLETIONS = 20;

  /**
   * Measures a model.
   *
   * @param rows with conditions of the model and with what is scored of them
   * @param samples of the importance-sampled log p(missing | seen)
   */
  static CompletionMeasures of(Vae vae, Dataset rows, int samples, int seed) {
    int size = rows.size();
    double[] elbo = vae.score(rows, 0, seed);
    boolean regressor = vae.model().latents().isEmpty();
    CompletionMeasures measures =
        new CompletionMeasures(
            elbo,
            regressor ? elbo : vae.score(rows, samples, seed),
            new double[size],
            new double[size],
            new double[size]);
    Conditions conditions = rows.conditions().orElseThrow();
    Masks missing = rows.scored().orElseThrow();
    Random seeds = new Random(seed);
    for (int from = 0; from < size; from += ROWS) {
      Conditions some = conditions.slice(from, Math.min(size, from + ROWS));
      float[][][] completions = new float[regressor ? 1 : COMPLETIONS][][];
      Arrays.setAll(completions, i -> vae.sample(some, seeds.nextInt()));
      for (int i = 0; i < some.size(); i++) {
        int at = i;
        measures.compare(
            rows.row(from + i),
            Arrays.stream(completions).map(sample -> sample[at]).toArray(float[][]::new),
            missing,
            from + i);
      }
    }
    return measures;
  }

  private void compare(float[] truth, float[][] completions, Masks missing, int row) {
    for (int entry = 0; entry < truth.length; entry++) {
      if (missing.get(row, entry)) {
        double mean = 0;
        for (float[] completion : completions) {
          mean += completion[entry] / completions.length;
        }
        squaredError[row] += (mean - truth[entry]) * (mean - truth[entry]);
      }
    }
    distance[row] = Math.sqrt(squaredError[row]);
    int pairs = completions.length * (completions.length - 1) / 2;
    for (int i = 0; i < completions.length; i++) {
      for (int j = 0; j < i; j++) {
        spread[row] += distance(completions[i], completions[j], missing, row) / pairs;
      }
    }
  }

  private static double distance(float[] a, float[] b, Masks among, int row) {
    double squares = 0;
    for (int entry = 0; entry < a.length; entry++) {
      if (among.get(row, entry)) {
        double difference = (double) a[entry] - b[entry];
        squares += difference * difference;
      }
    }
    return Math.sqrt(squares);
  }

  /** Returns the means of a regressor. */
  CompletionFigures figures(int quadrants, String model) {
    return figures(quadrants, model, Optional.empty());
  }

  /** Returns the means of a model beside a regressor of the same rows. */
  CompletionFigures figures(int quadrants, String model, CompletionMeasures regressor) {
    double[] gains = new double[logLikelihood.length];
    Arrays.setAll(gains, i -> logLikelihood[i] - regressor.logLikelihood[i]);
    return figures(quadrants, model, Optional.of(Estimate.of(gains)));
  }

  private CompletionFigures figures(int quadrants, String model, Optional<Estimate> gain) {
    return new CompletionFigures(
        quadrants,
        model,
        Estimate.of(elbo),
        Estimate.of(logLikelihood),
        gain,
        Estimate.of(squaredError),
        Estimate.of(distance),
        Estimate.of(spread));
  }
}
