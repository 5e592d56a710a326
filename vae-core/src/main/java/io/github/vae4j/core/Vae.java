package io.github.vae4j.core;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.HasVariance;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.Provenance;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained variational autoencoder. Every method except {@link #close} is safe from many threads
 * at once; rows are flat, values of one row next to each other, and are worked off some at a time,
 * so that memory does not grow with their number.
 */
public final class Vae implements AutoCloseable {
  private final Architecture model;
  private final Weights weights;
  private final Evaluator evaluator;
  private final Provenance provenance;

  /** Makes a model from its parts; closing it closes the weights. */
  public Vae(Architecture model, Weights weights, KlRules rules, Provenance provenance) {
    this.model = model;
    this.weights = weights;
    this.evaluator = new Evaluator(model, rules);
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
   * @throws IllegalArgumentException if a row has another length
   */
  public Encoding encode(float[][] rows) {
    LatentGroup group = onlyGroup("encode");
    float[][] mean = new float[rows.length][];
    float[][] logVariance = new float[rows.length][];
    forEachPosterior(
        "encode",
        rows,
        (q, from, to) -> {
          Chunks.split(q.require(HasMean.class, "encode").mean(), group.event(), mean, from, to);
          Tensor variance = q.require(HasVariance.class, "encode").variance();
          Chunks.split(variance.log(), group.event(), logVariance, from, to);
        });
    return new Encoding(mean, logVariance);
  }

  /** What is read off the posterior of rows {@code from} to {@code to}, exclusive. */
  private interface PosteriorReadout {
    void of(Distribution q, int from, int to);
  }

  private void forEachPosterior(String operation, float[][] rows, PosteriorReadout readout) {
    requireRows(operation, rows, model.data().size());
    LatentGroup group = onlyGroup(operation);
    Chunks.forEach(
        weights,
        rows.length,
        0,
        (pass, from, to) -> {
          Batch batch = Batch.of(Chunks.tensor(pass.ops(), rows, from, to));
          readout.of(model.encoder().encode(pass, batch).given(group, new Latents()), from, to);
        });
  }

  /**
   * Returns the mean of p(x | z) for rows of latents, (rows, latent size).
   *
   * @throws IllegalArgumentException if a row has another length
   */
  public float[][] decode(float[][] latents) {
    LatentGroup group = onlyGroup("decode");
    requireRows("decode", latents, group.event().size());
    float[][] means = new float[latents.length][];
    Chunks.forEach(
        weights,
        latents.length,
        0,
        (pass, from, to) -> {
          Tensor flat = Chunks.tensor(pass.ops(), latents, from, to);
          Latents z = Latents.of(group, flat.reshape(group.event().prepend(to - from)));
          Chunks.split(mean(likelihood(pass, z)), flatData(), means, from, to);
        });
    return means;
  }

  /** Returns the mean of p(x | z) with z at the mean of q(z | x), for rows of data. */
  public float[][] reconstruct(float[][] rows) {
    LatentGroup group = onlyGroup("reconstruct");
    float[][] means = new float[rows.length][];
    forEachPosterior(
        "reconstruct",
        rows,
        (q, from, to) ->
            Chunks.split(
                q.require(HasMean.class, "reconstruct").mean(), group.event(), means, from, to));
    return decode(means);
  }

  /**
   * Returns means of p(x | z) with z drawn from the prior, (count, data size).
   *
   * @param seed equal seeds give equal samples on every backend, within rounding
   */
  public float[][] sample(int count, int seed) {
    return sample(count, seed, (pass, likelihood) -> mean(likelihood));
  }

  /** Returns draws from p(x | z) with z drawn from the prior, (count, data size). */
  public float[][] sampleData(int count, int seed) {
    return sample(
        count,
        seed,
        (pass, likelihood) -> likelihood.sample(pass.noise().at("data"), likelihood.batch()));
  }

  private float[][] sample(int count, int seed, Readout readout) {
    if (count < 0) {
      throw new IllegalArgumentException("sample: the count must be 0 or more, got " + count);
    }
    float[][] samples = new float[count][];
    Chunks.forEach(
        weights,
        count,
        seed,
        (pass, from, to) -> {
          Distribution likelihood = likelihood(pass, prior(pass, to - from));
          Chunks.split(readout.of(pass, likelihood), flatData(), samples, from, to);
        });
    return samples;
  }

  /** What is read off p(x | z). */
  private interface Readout {
    Tensor of(Pass pass, Distribution likelihood);
  }

  private Latents prior(Pass pass, int count) {
    Latents latents = new Latents();
    for (LatentGroup group : model.latents()) {
      Distribution p = model.prior().given(pass, group, latents, Condition.none());
      latents.put(group, p.sample(pass.noise().at(group.name()), Shape.of(count)));
    }
    return latents;
  }

  /**
   * Returns a bound on log p(x) in nats for each row: the ELBO with one draw, or with {@code
   * samples} > 0 the importance-weighted one.
   */
  public double[] score(float[][] rows, int samples, int seed) {
    return evaluator.score(weights, rows, new EvaluationOptions(seed, samples, false));
  }

  /** Returns the bound on log p(x) over a data set, with standard errors. */
  public Report evaluate(Dataset data, EvaluationOptions options) {
    return evaluator.evaluate(weights, data, options);
  }

  private Distribution likelihood(Pass pass, Latents latents) {
    return model.likelihood().given(pass, model.decoder().decode(pass, latents, Condition.none()));
  }

  private static Tensor mean(Distribution likelihood) {
    return likelihood.require(HasMean.class, "decode").mean();
  }

  private Shape flatData() {
    return Shape.of(model.data().size());
  }

  private LatentGroup onlyGroup(String operation) {
    List<LatentGroup> groups = model.latents();
    if (groups.size() != 1) {
      throw new IllegalArgumentException(
          operation
              + ": this model has "
              + groups.size()
              + " latent groups, "
              + groups
              + "; use its parts through model()");
    }
    return groups.get(0);
  }

  private static void requireRows(String operation, float[][] rows, long width) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            operation
                + ": row "
                + i
                + " has "
                + rows[i].length
                + " values; this model needs "
                + width);
      }
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
