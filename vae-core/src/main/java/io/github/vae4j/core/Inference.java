package io.github.vae4j.core;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.distribution.HasVariance;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import java.util.List;
import java.util.Optional;

/** What a trained model says of rows of data, latents and conditions, some of them at a time. */
final class Inference {
  private final Architecture model;
  private final Weights weights;

  Inference(Architecture model, Weights weights) {
    this.model = model;
    this.weights = weights;
  }

  /** What is read off p(x | z, c). */
  interface Readout {
    Tensor of(Pass pass, Distribution likelihood);
  }

  static Tensor mean(Pass pass, Distribution likelihood) {
    return likelihood
        .require(
            HasMean.class, "the mean of p(x | z, c), beside which there are its mode and draws")
        .mean();
  }

  static Tensor mode(Pass pass, Distribution likelihood) {
    return likelihood.require(HasMode.class, "sampleMode").mode();
  }

  static Tensor draw(Pass pass, Distribution likelihood) {
    return likelihood.sample(pass.noise().at("data"), likelihood.batch());
  }

  Encoding encode(Dataset data) {
    float[][] mean = new float[data.size()][];
    float[][] logVariance = new float[data.size()][];
    LatentGroup group = onlyGroup("encode");
    forEachPosterior(
        "encode",
        data,
        (q, from, to) -> {
          Chunks.split(q.require(HasMean.class, "encode").mean(), group.event(), mean, from, to);
          Tensor variance = q.require(HasVariance.class, "encode").variance();
          Chunks.split(variance.log(), group.event(), logVariance, from, to);
        });
    return new Encoding(mean, logVariance);
  }

  float[][] reconstruct(Dataset data) {
    float[][] means = new float[data.size()][];
    LatentGroup group = onlyGroup("reconstruct");
    forEachPosterior(
        "reconstruct",
        data,
        (q, from, to) ->
            Chunks.split(
                q.require(HasMean.class, "reconstruct").mean(), group.event(), means, from, to));
    return decode("reconstruct", means, data.conditions());
  }

  /** What is read off the posterior of rows {@code from} to {@code to}, exclusive. */
  private interface PosteriorReadout {
    void of(Distribution q, int from, int to);
  }

  private void forEachPosterior(String operation, Dataset data, PosteriorReadout readout) {
    LatentGroup group = onlyGroup(operation);
    model.requireFit(operation, data);
    Chunks.forEach(
        weights,
        data.size(),
        0,
        (pass, from, to) ->
            readout.of(
                model
                    .encoder()
                    .encode(pass, data.batch(from, to).batch(pass.ops()))
                    .given(group, new Latents()),
                from,
                to));
  }

  float[][] decode(String operation, float[][] latents, Optional<Conditions> conditions) {
    LatentGroup group = onlyGroup(operation);
    requireRows(operation, latents, group.event().size());
    requireConditions(operation, latents.length, conditions);
    float[][] means = new float[latents.length][];
    Chunks.forEach(
        weights,
        latents.length,
        0,
        (pass, from, to) -> {
          Tensor flat = Chunks.tensor(pass.ops(), latents, from, to);
          Latents z = Latents.of(group, flat.reshape(group.event().prepend(to - from)));
          Distribution likelihood = likelihood(pass, z, condition(pass, conditions, from, to));
          Chunks.split(mean(pass, likelihood), flatData(), means, from, to);
        });
    return means;
  }

  float[][] sample(int count, Optional<Conditions> conditions, int seed, Readout readout) {
    if (count < 0) {
      throw new IllegalArgumentException("sample: the count must be 0 or more, got " + count);
    }
    requireConditions("sample", count, conditions);
    float[][] samples = new float[count][];
    Chunks.forEach(
        weights,
        count,
        seed,
        (pass, from, to) -> {
          Condition c = condition(pass, conditions, from, to);
          Distribution likelihood = likelihood(pass, prior(pass, to - from, c), c);
          Chunks.split(readout.of(pass, likelihood), flatData(), samples, from, to);
        });
    return samples;
  }

  private Latents prior(Pass pass, int count, Condition condition) {
    Latents latents = new Latents();
    for (LatentGroup group : model.latents()) {
      Distribution p = model.prior().given(pass, group, latents, condition);
      latents.put(group, p.sample(pass.noise().at(group.name()), Shape.of(count)));
    }
    return latents;
  }

  private Distribution likelihood(Pass pass, Latents latents, Condition condition) {
    return model.likelihood().given(pass, model.decoder().decode(pass, latents, condition));
  }

  private static Condition condition(Pass pass, Optional<Conditions> conditions, int from, int to) {
    return conditions.map(c -> c.condition(pass.ops(), from, to)).orElseGet(Condition::none);
  }

  private void requireConditions(String operation, int rows, Optional<Conditions> conditions) {
    model.requireFit(operation, conditions);
    if (conditions.isPresent() && conditions.get().size() != rows) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + conditions.get().size()
              + " conditions for "
              + rows
              + " rows; give one for each");
    }
  }

  private Shape flatData() {
    return Shape.of(model.data().size());
  }

  private LatentGroup onlyGroup(String operation) {
    List<LatentGroup> groups = model.latents();
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + ": this model has no latents; ask for its answers to conditions, with sample or sampleMode");
    }
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

  /** Returns rows as a set of the model's data. */
  Dataset data(String operation, float[][] rows) {
    requireRows(operation, rows, model.data().size());
    return Dataset.viewing(model.data(), rows);
  }

  private static void requireRows(String operation, float[][] rows, long width) {
    for (int i = 0; i < rows.length; i++) {
      requireWidth(operation + ": row " + i, rows[i].length, width);
    }
  }

  private static void requireWidth(String what, int given, long width) {
    if (given != width) {
      throw new IllegalArgumentException(
          what + " has " + given + " values; this model needs " + width);
    }
  }
}
