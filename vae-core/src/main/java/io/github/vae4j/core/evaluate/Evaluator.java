package io.github.vae4j.core.evaluate;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.HostBatch;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.Bound;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.Arrays;
import java.util.Optional;

/**
 * Computes bounds on log p(x | c) over data, some rows at a time. Memory is bounded by the size of
 * one chunk, however many samples are asked for. Immutable and safe for many threads.
 */
public final class Evaluator {
  private static final int ROWS = 256;
  private static final int CHUNK_ROWS = 4096;

  private final Architecture model;
  private final KlRules rules;
  private final Elbo plain;
  private final int chunkRows;

  /** Makes an evaluator of a model. */
  public Evaluator(Architecture model, KlRules rules) {
    this(model, rules, CHUNK_ROWS);
  }

  Evaluator(Architecture model, KlRules rules, int chunkRows) {
    this.model = model;
    this.rules = rules;
    this.chunkRows = chunkRows;
    plain = new Elbo(model, rules, ElboOptions.standard());
  }

  /**
   * Returns the bound of all rows and, where asked for, log p(x).
   *
   * @throws IllegalArgumentException if there are no rows, or they or their conditions are not of
   *     the model's size
   */
  public Report evaluate(Weights weights, Dataset data, EvaluationOptions options) {
    model.requireFit("evaluate", data);
    if (data.size() == 0) {
      throw new IllegalArgumentException("evaluate: the data has no rows, and so no mean");
    }
    Scores scores = scores(weights, data, options);
    return new Report(
        Estimate.of(scores.elbo()),
        Estimate.of(scores.reconstruction()),
        Estimate.of(scores.kl()),
        options.samples() > 0 ? Optional.of(Estimate.of(scores.logLikelihood())) : Optional.empty(),
        data.size());
  }

  /** One number for each row of data, in nats; log p(x) only where samples were asked for. */
  @SuppressWarnings("ArrayRecordComponent") // Filled in place, never compared.
  private record Scores(
      double[] elbo, double[] reconstruction, double[] kl, double[] logLikelihood) {}

  private Scores scores(Weights weights, Dataset data, EvaluationOptions options) {
    int n = data.size();
    Scores scores =
        new Scores(
            new double[n], new double[n], new double[n], new double[options.samples() > 0 ? n : 0]);
    try (Counter counter = weights.backend().counter()) {
      for (int from = 0; from < n; from += ROWS) {
        counter.set(from);
        bound(
            weights,
            plain,
            data.batch(from, Math.min(n, from + ROWS)),
            counter,
            options,
            from,
            scores);
      }
      if (options.samples() > 0 && model.latents().isEmpty()) {
        System.arraycopy(scores.elbo(), 0, scores.logLikelihood(), 0, n);
      } else if (options.samples() > 0) {
        importance(weights, data, counter, options, scores.logLikelihood());
      }
    }
    return scores;
  }

  /**
   * Returns a bound on log p(x | c) for each row: the ELBO, or the importance-weighted bound where
   * samples are asked for; of a model without latents log p(x | c) itself.
   *
   * @throws IllegalArgumentException if the data does not fit the model
   */
  public double[] score(Weights weights, Dataset data, EvaluationOptions options) {
    model.requireFit("score", data);
    Scores scores = scores(weights, data, options);
    return options.samples() > 0 ? scores.logLikelihood() : scores.elbo();
  }

  private void bound(
      Weights weights,
      Elbo elbo,
      HostBatch rows,
      Counter counter,
      EvaluationOptions options,
      int at,
      Scores scores) {
    try (Scope scope = weights.backend().scope()) {
      Ops ops = scope.ops();
      ModelPass pass = ModelPass.evaluating(weights, noise(ops, options.seed(), counter));
      Batch batch = rows.batch(ops);
      Bound bound = options.atMean() ? elbo.atMean(pass, batch) : elbo.of(pass, batch);
      copy(bound.rows(), scores.elbo(), at);
      copy(bound.reconstruction(), scores.reconstruction(), at);
      copy(bound.kl(), scores.kl(), at);
    }
  }

  private void importance(
      Weights weights, Dataset data, Counter counter, EvaluationOptions options, double[] result) {
    int perRow = Math.min(options.samples(), chunkRows);
    int rowsAtOnce = Math.min(ROWS, Math.max(1, chunkRows / perRow));
    for (int from = 0; from < data.size(); from += rowsAtOnce) {
      int to = Math.min(data.size(), from + rowsAtOnce);
      HostBatch rows = data.batch(from, to);
      counter.set(from);
      double[] total = new double[to - from];
      Arrays.fill(total, Double.NEGATIVE_INFINITY);
      for (int done = 0, chunk = 0; done < options.samples(); done += perRow, chunk++) {
        int k = Math.min(perRow, options.samples() - done);
        double[] bounds = chunk(weights, rows, counter, options.seed(), chunk, k);
        for (int i = 0; i < total.length; i++) {
          total[i] = logAddExp(total[i], bounds[i] + Math.log(k));
        }
      }
      for (int i = 0; i < total.length; i++) {
        result[from + i] = total[i] - Math.log(options.samples());
      }
    }
  }

  private double[] chunk(
      Weights weights, HostBatch rows, Counter counter, int seed, int chunk, int samples) {
    Elbo elbo = new Elbo(model, rules, ElboOptions.importanceWeighted(samples));
    try (Scope scope = weights.backend().scope()) {
      Ops ops = scope.ops();
      Noise noise = noise(ops, seed, counter).at("importance").at(chunk);
      return elbo.of(ModelPass.evaluating(weights, noise), rows.batch(ops)).rows().toDoubles();
    }
  }

  private static Noise noise(Ops ops, int seed, Counter counter) {
    return new Noise(ops, new RandomStream(seed, 0, counter)).at("evaluate");
  }

  private static void copy(Tensor from, double[] into, int at) {
    double[] values = from.toDoubles();
    System.arraycopy(values, 0, into, at, values.length);
  }

  private static double logAddExp(double a, double b) {
    double high = Math.max(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
  }
}
