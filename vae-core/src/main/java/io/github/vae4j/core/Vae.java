package io.github.vae4j.core;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Evaluator;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A trained variational autoencoder, conditional or not. Every method except {@link #close} is safe
 * from many threads at once; rows are flat, values of one row next to each other, and are worked
 * off some at a time, so that memory does not grow with their number.
 */
public final class Vae implements AutoCloseable {
  private final Architecture model;
  private final Weights weights;
  private final Evaluator evaluator;
  private final Inference inference;
  private final Provenance provenance;

  /** Makes a model from its parts; closing it closes the weights. */
  public Vae(Architecture model, Weights weights, KlRules rules, Provenance provenance) {
    this.model = model;
    this.weights = weights;
    this.evaluator = new Evaluator(model, rules);
    this.inference = new Inference(model, weights);
    this.provenance = provenance;
  }

  /**
   * Builds a model from its description and trains it, with the plugins on the class path. {@link
   * Trainer} has more to offer: checkpoints, validation, listeners, stopping.
   */
  public static Vae train(
      Backend backend, ModelDescription description, TrainingPlan plan, Dataset data) {
    Plugins plugins = Plugins.discover();
    KlRules rules = KlRules.discover(plugins);
    Architecture model = Architecture.build(description, plugins, data.size());
    Weights weights = Trainer.builder(backend, model, plan, rules).build().train(data).weights();
    return new Vae(model, weights, rules, Provenance.of(backend, plan.toJson(), data.digest()));
  }

  /** Opens a checkpoint with the plugins on the class path. */
  public static Vae load(Path file, Backend backend) {
    return load(file, backend, Plugins.discover());
  }

  /**
   * Opens a checkpoint.
   *
   * @throws io.github.vae4j.core.checkpoint.CheckpointException if the file is missing or damaged
   * @throws io.github.vae4j.api.plugin.ConfigurationException if a component's plugin is missing
   */
  public static Vae load(Path file, Backend backend, Plugins plugins) {
    try (Checkpoint from = Checkpoint.open(file)) {
      Architecture model = Architecture.build(from.description(), plugins, from.observations());
      KlRules rules = KlRules.discover(plugins);
      return new Vae(model, from.weights(backend, model), rules, from.provenance());
    }
  }

  /**
   * Writes the model, without what is needed to go on training.
   *
   * @throws io.github.vae4j.core.checkpoint.CheckpointException if the file cannot be written; what
   *     stood there is untouched
   */
  public void save(Path file) {
    Checkpoint.write(
        file,
        new Checkpoint.Content(
            model.description(),
            model.observations(),
            weights,
            Map.of(),
            Map.of(),
            provenance,
            Optional.empty()));
  }

  /** Returns the model's parts. */
  public Architecture model() {
    return model;
  }

  /** Returns the model's values. */
  public Weights weights() {
    return weights;
  }

  /** Returns where the values come from. */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Returns mean and log-variance of q(z | x) of rows, (rows, data size).
   *
   * @throws IllegalArgumentException if a row has another length, an entry is not finite, or the
   *     model is conditional
   */
  public Encoding encode(float[][] rows) {
    return encode(inference.data("encode", rows));
  }

  /**
   * Returns mean and log-variance of q(z | x, c) of rows, with the conditions they have. All of x
   * is read: of rows to be completed what is not seen, too.
   *
   * @throws IllegalArgumentException if rows or conditions are not of the model's size
   */
  public Encoding encode(Dataset rows) {
    return inference.encode(rows);
  }

  /**
   * Returns the mean of p(x | z) for rows of latents, (rows, latent size).
   *
   * @throws IllegalArgumentException if a row has another length, or the model is conditional
   */
  public float[][] decode(float[][] latents) {
    return inference.decode("decode", latents, Optional.empty());
  }

  /**
   * Returns the mean of p(x | z, c) for rows of latents, (rows, latent size).
   *
   * @param conditions one for each row
   * @throws IllegalArgumentException if rows or conditions are not of the model's size
   */
  public float[][] decode(float[][] latents, Conditions conditions) {
    return inference.decode("decode", latents, Optional.of(conditions));
  }

  /**
   * Returns the mean of p(x | z) with z at the mean of q(z | x), for rows of data.
   *
   * @throws IllegalArgumentException as {@link #encode(float[][])}
   */
  public float[][] reconstruct(float[][] rows) {
    return reconstruct(inference.data("reconstruct", rows));
  }

  /**
   * Returns the mean of p(x | z, c) with z at the mean of q(z | x, c), with the conditions that the
   * rows have. All of x is read: rows to be completed are not completed by this, but by {@link
   * #sample(Conditions, int)}.
   *
   * @throws IllegalArgumentException if rows or conditions are not of the model's size
   */
  public float[][] reconstruct(Dataset rows) {
    return inference.reconstruct(rows);
  }

  /**
   * Returns means of p(x | z) with z drawn from the prior, (count, data size).
   *
   * @param seed equal seeds give equal samples on every backend, within rounding
   * @throws IllegalArgumentException if the count is negative, or the model is conditional
   */
  public float[][] sample(int count, int seed) {
    return inference.sample(count, Optional.empty(), seed, Inference::mean);
  }

  /**
   * Returns means of p(x | z, c) with z drawn from p(z | c), one for each condition; for a model
   * without latents the mean of p(x | c).
   *
   * @param seed the same seed draws the same noise for a row, whatever its condition
   * @throws IllegalArgumentException if the conditions are not what the model reads
   */
  public float[][] sample(Conditions conditions, int seed) {
    return inference.sample(conditions.size(), Optional.of(conditions), seed, Inference::mean);
  }

  /**
   * Returns draws from p(x | z) with z drawn from the prior, (count, data size).
   *
   * @throws IllegalArgumentException as {@link #sample(int, int)}
   */
  public float[][] sampleData(int count, int seed) {
    return inference.sample(count, Optional.empty(), seed, Inference::draw);
  }

  /**
   * Returns draws from p(x | z, c) with z drawn from p(z | c), one for each condition.
   *
   * @throws IllegalArgumentException if the conditions are not what the model reads
   */
  public float[][] sampleData(Conditions conditions, int seed) {
    return inference.sample(conditions.size(), Optional.of(conditions), seed, Inference::draw);
  }

  /**
   * Returns modes of p(x | z, c) with z drawn from p(z | c), one for each condition; for a model
   * without latents, such as a classifier, the likeliest x given c.
   *
   * @throws IllegalArgumentException if the conditions are not what the model reads
   * @throws io.github.vae4j.api.distribution.UnsupportedAbilityException if the likelihood has no
   *     known mode
   */
  public float[][] sampleMode(Conditions conditions, int seed) {
    return inference.sample(conditions.size(), Optional.of(conditions), seed, Inference::mode);
  }

  /**
   * Returns a bound on log p(x) in nats for each row: the ELBO with one draw, or with {@code
   * samples} > 0 the importance-weighted one.
   *
   * @throws IllegalArgumentException as {@link #encode(float[][])}
   */
  public double[] score(float[][] rows, int samples, int seed) {
    return score(inference.data("score", rows), samples, seed);
  }

  /**
   * Returns a bound on log p(x | c) in nats for each row, as {@link #score(float[][], int, int)},
   * of the entries that are scored and with the conditions that the rows have.
   *
   * @throws IllegalArgumentException if rows or conditions are not what the model reads
   */
  public double[] score(Dataset rows, int samples, int seed) {
    return evaluator.score(weights, rows, new EvaluationOptions(seed, samples, false));
  }

  /**
   * Returns the bound on log p(x | c) over a data set, with standard errors.
   *
   * @throws IllegalArgumentException if there are no rows, or rows or conditions are not what the
   *     model reads
   */
  public Report evaluate(Dataset data, EvaluationOptions options) {
    return evaluator.evaluate(weights, data, options);
  }

  @Override
  public void close() {
    weights.close();
  }
}
