package io.github.vae4j.core.elbo;

import io.github.vae4j.api.distribution.Detachable;
import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Evaluation;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The evidence lower bound of one model: E_q[log p(x | z, c)] − KL(q(z | x, c) ‖ p(z | c)), or its
 * importance-weighted form. Kingma and Welling 2014, equation 3; Burda et al. 2016, equation 8.
 *
 * <p>Groups of latents are walked in order; without any the bound is log p(x | c) itself. A group
 * whose posterior has finite support and is not reparameterised is summed over exactly; every other
 * is drawn. Immutable and safe for many threads.
 */
public final class Elbo {
  /** The schedule that weighs the KL in training. */
  public static final String BETA = "beta";

  private static final Set<String> RESERVED = Set.of(BETA, "loss", "reconstruction", "kl");

  private final Architecture model;
  private final ElboOptions options;
  private final KlEstimator estimator;

  /**
   * Makes the bound of a model.
   *
   * @throws IllegalArgumentException if a term of the objective has the name of a part of the
   *     bound, or the options do not go with terms, or have no effect without latents
   */
  public Elbo(Architecture model, KlRules rules, ElboOptions options) {
    for (Architecture.Term term : model.terms()) {
      requireFree(term.term().name());
    }
    if (options.doublyReparameterised() && !model.terms().isEmpty()) {
      throw new IllegalArgumentException(
          "elbo: the doubly reparameterised gradient scales what reaches z, so that a term of the objective would get a wrong"
              + " gradient; drop one of the two");
    }
    if (model.latents().isEmpty() && !options.equals(ElboOptions.standard())) {
      throw new IllegalArgumentException(
          "elbo: a model without latents has an exact bound, on which "
              + options
              + " has no effect; take the standard options");
    }
    this.model = model;
    this.options = options;
    estimator = new KlEstimator(rules, options);
  }

  private static void requireFree(String term) {
    if (RESERVED.contains(term)) {
      throw new IllegalArgumentException(
          "elbo: a term of the objective is called '"
              + term
              + "', as a part of the bound is; call it something else");
    }
  }

  /** Returns how the bound is computed. */
  public ElboOptions options() {
    return options;
  }

  /**
   * Returns the bound of a batch with z drawn from q.
   *
   * @throws io.github.vae4j.api.distribution.UnsupportedAbilityException if the pass trains and a
   *     group is neither reparameterised nor summed over, or a distribution lacks what an option
   *     needs
   */
  public Bound of(Pass pass, Batch batch) {
    if (options.doublyReparameterised() && pass.training()) {
      return bound(pass, batch, Walk.Draws.SAMPLED, true, doublyReparameterised(pass, batch));
    }
    return bound(pass, batch, Walk.Draws.SAMPLED, false, UnaryOperator.identity());
  }

  /**
   * Returns the bound's parts with z at the mean of q and the KL in closed form: a figure without
   * noise that another program can check, but no bound on log p(x).
   */
  public Bound atMean(Pass pass, Batch batch) {
    return bound(pass, batch, Walk.Draws.AT_THE_MEAN, false, UnaryOperator.identity());
  }

  private Bound bound(
      Pass pass, Batch batch, Walk.Draws draws, boolean detach, UnaryOperator<Tensor> scale) {
    int samples = draws == Walk.Draws.AT_THE_MEAN ? 1 : options.samples();
    Walk walk = new Walk(pass, batch, estimator, samples);
    Posterior posterior = model.encoder().encode(pass, batch);
    for (LatentGroup group : model.latents()) {
      walk.next(group, posterior, model.prior(), draws, detach, scale);
    }
    Tensor parameters = model.decoder().decode(pass, walk.latents(), batch.condition());
    Distribution likelihood = model.likelihood().given(pass, parameters);
    Tensor logLikelihood = walk.logLikelihood(likelihood);
    Tensor reconstruction = walk.expect(logLikelihood);
    Evaluation evaluation = evaluation(walk, batch, likelihood, reconstruction);
    Tensor kl =
        evaluation.groups().stream()
            .map(Evaluation.Group::kl)
            .reduce(Tensor::add)
            .orElseGet(() -> pass.ops().full(0, Shape.of(batch.size())));
    Optional<Tensor> logWeights = logWeights(walk, logLikelihood, samples);
    Tensor rows =
        logWeights
            .map(w -> w.logSumExp(0).add(-Math.log(samples)))
            .orElseGet(() -> reconstruction.sub(kl));
    Map<String, Tensor> terms = terms(pass, evaluation);
    Tensor loss = weighted(pass, walk, rows, reconstruction, kl, terms);
    return new Bound(rows, kl, loss, logWeights, terms, evaluation);
  }

  private static Evaluation evaluation(
      Walk walk, Batch batch, Distribution likelihood, Tensor reconstruction) {
    List<Evaluation.Group> groups = new ArrayList<>();
    for (Walk.Step step : walk.steps()) {
      groups.add(
          new Evaluation.Group(
              step.group(),
              step.posterior(),
              step.prior(),
              step.value(),
              Optional.ofNullable(step.ownWeight()),
              walk.expect(step.kl())));
    }
    return new Evaluation(batch, groups, walk.latents(), likelihood, reconstruction);
  }

  private Optional<Tensor> logWeights(Walk walk, Tensor logLikelihood, int samples) {
    if (!options.importanceWeighted()) {
      return Optional.empty();
    }
    if (walk.sums()) {
      throw new IllegalArgumentException(
          "elbo: an importance-weighted bound draws its latents, but a group of this model is summed over; use the plain bound");
    }
    Tensor weights = logLikelihood;
    for (Walk.Step step : walk.steps()) {
      weights = weights.sub(step.kl());
    }
    Shape shape = Shape.of(samples, weights.shape().dim(-1));
    return Optional.of(weights.reshape(shape));
  }

  private Map<String, Tensor> terms(Pass pass, Evaluation evaluation) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    if (pass.training()) {
      for (Architecture.Term term : model.terms()) {
        values.put(term.term().name(), term.term().value(pass, evaluation));
      }
    }
    return values;
  }

  private Tensor weighted(
      Pass pass,
      Walk walk,
      Tensor rows,
      Tensor reconstruction,
      Tensor kl,
      Map<String, Tensor> terms) {
    Tensor loss;
    if (pass.training() && !options.importanceWeighted()) {
      Tensor beta = pass.schedule(BETA);
      loss =
          options.freeBits() > 0
              ? beta.mul(floored(pass, walk)).sub(reconstruction.mean())
              : beta.mul(kl).sub(reconstruction).mean();
    } else {
      loss = rows.mean().neg();
    }
    for (Map.Entry<String, Tensor> term : terms.entrySet()) {
      loss = loss.add(pass.schedule(term.getKey()).mul(term.getValue()));
    }
    return loss;
  }

  private Tensor floored(Pass pass, Walk walk) {
    Tensor floor = pass.ops().full(options.freeBits(), Shape.scalar());
    Tensor total = pass.ops().full(0, Shape.scalar());
    for (Walk.Step step : walk.steps()) {
      if (step.entries() == null) {
        throw new IllegalArgumentException(
            "elbo: free bits need a KL for each entry, which group '"
                + step.group().name()
                + "' ("
                + step.posterior().getClass().getSimpleName()
                + " against "
                + step.prior().getClass().getSimpleName()
                + ") does not have; use distributions that factorise, all inferred, or no free bits");
      }
      Tensor entries = step.entries();
      int leading = entries.shape().rank() - step.group().event().rank();
      int[] axes = IntStream.range(0, leading).toArray();
      total = total.add(entries.mean(axes).maximum(floor).sum());
    }
    return total;
  }

  /**
   * Returns how a drawn z enters: its value unchanged, its gradient times the normalised weight w̃
   * of its sample. With q's own parameters stopped in log q and each sample's log w weighted by w̃
   * again in the loss, the encoder gets Σ w̃² ∂log w/∂z ∂z/∂φ. The weights come from a first
   * evaluation with the same noise and nothing recorded.
   */
  private UnaryOperator<Tensor> doublyReparameterised(Pass pass, Batch batch) {
    if (model.latents().size() != 1) {
      throw new IllegalArgumentException(
          "elbo: the doubly reparameterised gradient is defined here for one latent group, this model has "
              + model.latents().size());
    }
    Pass first = pass.frozen().withoutUpdates();
    Tensor logWeights =
        bound(first, batch, Walk.Draws.SAMPLED, true, UnaryOperator.identity())
            .logWeights()
            .orElseThrow();
    Tensor stopped = logWeights.stopGradient();
    Tensor normalised = stopped.sub(pass.ops().logSumExp(stopped, true, 0)).exp();
    Shape event = model.latents().get(0).event();
    return z -> {
      Shape rows = z.shape().dropTrailing(event.rank());
      int[] ones = new int[event.rank()];
      Arrays.fill(ones, 1);
      Tensor weight = normalised.reshape(rows.append(ones));
      Tensor value = z.stopGradient();
      return value.add(weight.mul(z.sub(value)));
    };
  }

  static Distribution detached(Distribution q) {
    return q.require(Detachable.class, "the doubly reparameterised gradient").detached();
  }
}
