package io.github.vae4j.core.elbo;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.Draw;
import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.FiniteSupport;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.Reparameterised;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the latent groups of a model, which draws them in order and collects each
 * group's part of the bound.
 */
final class Walk {
  private static final String PURPOSE = "training";

  private final Pass pass;
  private final Batch batch;
  private final KlEstimator estimator;
  private final Latents latents = new Latents();
  private final List<Step> steps = new ArrayList<>();
  private Shape axes;
  private @Nullable Tensor weight;

  /** How a group that is not summed over gets its value. */
  enum Draws {
    SAMPLED,
    AT_THE_MEAN
  }

  /**
   * One group's part.
   *
   * @param value z, (axes…, batch, event…)
   * @param ownWeight q of each value where the group is summed over
   * @param kl KL(q ‖ p), (batch) or with leading axes
   * @param entries the same for each entry of the event, where it factorises
   */
  record Step(
      LatentGroup group,
      Distribution posterior,
      Distribution prior,
      Tensor value,
      @Nullable Tensor ownWeight,
      Tensor kl,
      @Nullable Tensor entries) {}

  Walk(Pass pass, Batch batch, KlEstimator estimator, int samples) {
    this.pass = pass;
    this.batch = batch;
    this.estimator = estimator;
    axes = samples == 1 ? Shape.scalar() : Shape.of(samples);
  }

  /**
   * Draws the next group.
   *
   * @param scale applied to a reparameterised value before anything reads it
   */
  void next(
      LatentGroup group,
      Posterior posterior,
      Prior prior,
      Draws draws,
      boolean detach,
      UnaryOperator<Tensor> scale) {
    Distribution p = prior.given(pass, group, latents, batch.condition());
    Distribution q = posterior.given(group, latents);
    Optional<Batch.Known> known = batch.known(group);
    if (known.isPresent() && known.get().mask().isEmpty()) {
      addKnown(group, q, p, known.get().value());
    } else if (q instanceof FiniteSupport finite && !(q instanceof Reparameterised)) {
      addSummed(group, finite, p, known);
    } else {
      addDrawn(group, q, p, known, draws, detach, scale);
    }
  }

  private void addKnown(LatentGroup group, Distribution q, Distribution p, Tensor value) {
    Tensor z = value.broadcastTo(axes.append(value.shape()));
    latents.put(group, z);
    steps.add(new Step(group, q, p, z, null, p.logProb(z).neg(), null));
  }

  private void addSummed(
      LatentGroup group, FiniteSupport q, Distribution p, Optional<Batch.Known> known) {
    Tensor support = q.support();
    int count = support.shape().dim(0);
    Shape ones = Shape.of(ones(axes.rank() + 1));
    axes = axes.prepend(count);
    Shape rows = axes.append(batch.size());
    Tensor z =
        support
            .reshape(Shape.of(count).append(ones).append(group.event()))
            .broadcastTo(rows.append(group.event()));
    Tensor logQ = q.logProb(z);
    Tensor own = logQ.exp();
    Tensor cost = logQ.sub(p.logProb(z));
    if (known.isPresent()) {
      Tensor mask = known.get().mask().orElseThrow();
      Tensor matches = matches(z, known.get().value(), group);
      own = pass.ops().select(mask, matches, own);
      cost = pass.ops().select(mask, p.logProb(z).neg(), cost);
    }
    latents.put(group, z);
    weight = weight == null ? own : weight.mul(own);
    steps.add(new Step(group, q, p, z, own, cost, null));
  }

  private Tensor matches(Tensor z, Tensor value, LatentGroup group) {
    Tensor equal = z.equal(value);
    int[] event = eventAxes(group);
    return event.length == 0
        ? equal
        : equal.sum(event).equal(pass.ops().full((double) group.event().size(), Shape.scalar()));
  }

  private void addDrawn(
      LatentGroup group,
      Distribution q,
      Distribution p,
      Optional<Batch.Known> known,
      Draws draws,
      boolean detach,
      UnaryOperator<Tensor> scale) {
    Shape rows = axes.append(batch.size());
    Draw draw = draw(group, q, rows, draws, detach);
    Tensor z = scale.apply(draw.value());
    Distribution scored = detach ? Elbo.detached(q) : q;
    KlEstimator.Estimate kl =
        detach
            ? estimator.sampled(scored, p, z, () -> scored.logProb(z))
            : draws == Draws.AT_THE_MEAN
                ? estimator.analytic(q, p)
                : estimator.estimate(q, p, z, draw.logProb());
    Tensor total = sumEvent(kl, group);
    if (known.isPresent()) {
      Tensor mask = known.get().mask().orElseThrow();
      Tensor value = known.get().value();
      Tensor flags = mask.reshape(mask.shape().append(ones(group.event().rank())));
      Tensor mixed = pass.ops().select(flags, value, z);
      latents.put(group, mixed);
      steps.add(
          new Step(
              group,
              q,
              p,
              mixed,
              null,
              pass.ops().select(mask, p.logProb(mixed).neg(), total),
              null));
    } else {
      latents.put(group, z);
      steps.add(new Step(group, q, p, z, null, total, kl.perEntry() ? kl.value() : null));
    }
  }

  private Draw draw(LatentGroup group, Distribution q, Shape rows, Draws draws, boolean detach) {
    if (draws == Draws.AT_THE_MEAN) {
      Tensor mean =
          q.require(HasMean.class, "z at the posterior mean of group '" + group.name() + "'")
              .mean();
      Tensor z = mean.broadcastTo(rows.append(group.event()));
      return new Draw(z, () -> q.logProb(z));
    }
    Noise noise = pass.noise().at(group.name());
    if (pass.training() || detach) {
      return q.require(Reparameterised.class, PURPOSE + " with group '" + group.name() + "' drawn")
          .rsample(noise, rows);
    }
    Tensor z = q.sample(noise, rows);
    return new Draw(z, () -> q.logProb(z));
  }

  /** Returns log p(x | z, c), (axes…, batch), scoring only what the target's mask selects. */
  Tensor logLikelihood(Distribution likelihood) {
    Optional<Tensor> mask = batch.targetMask();
    if (mask.isEmpty()) {
      return likelihood.logProb(batch.target());
    }
    Tensor zero = pass.ops().full(0, Shape.scalar());
    Tensor filled = pass.ops().select(mask.get(), batch.target(), zero);
    Tensor entries = likelihood.require(Factorised.class, "masking the target").logProbs(filled);
    Tensor scored = pass.ops().select(mask.get(), entries, zero);
    return scored.sum(lastAxes(likelihood.event().rank()));
  }

  /**
   * Returns the expectation over samples and summed values of something that has (some of) the
   * walk's leading axes.
   */
  Tensor expect(Tensor x) {
    if (x.shape().rank() <= 1) {
      return x;
    }
    if (weight == null) {
      return x.mean(leadingAxes(x.shape().rank() - 1));
    }
    Tensor zero = pass.ops().full(0, Shape.scalar());
    Tensor product = weight.mul(pass.ops().select(weight.equal(zero), zero, x));
    double draws = (double) weight.shape().dropTrailing(1).size() / summedValues();
    return product.sum(leadingAxes(product.shape().rank() - 1)).mul(1 / draws);
  }

  private long summedValues() {
    long values = 1;
    for (Step step : steps) {
      values *= step.ownWeight() == null ? 1 : step.ownWeight().shape().dim(0);
    }
    return values;
  }

  boolean sums() {
    return weight != null;
  }

  Latents latents() {
    return latents;
  }

  List<Step> steps() {
    return steps;
  }

  private Tensor sumEvent(KlEstimator.Estimate kl, LatentGroup group) {
    return kl.perEntry() && group.event().rank() > 0
        ? kl.value().sum(eventAxes(group))
        : kl.value();
  }

  private static int[] eventAxes(LatentGroup group) {
    return lastAxes(group.event().rank());
  }

  private static int[] lastAxes(int count) {
    int[] last = new int[count];
    for (int i = 0; i < count; i++) {
      last[i] = i - count;
    }
    return last;
  }

  private static int[] leadingAxes(int count) {
    int[] leading = new int[count];
    for (int i = 0; i < count; i++) {
      leading[i] = i;
    }
    return leading;
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
