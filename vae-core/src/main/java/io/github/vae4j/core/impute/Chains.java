package io.github.vae4j.core.impute;

import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.Arrays;

/**
 * Markov chains over (z, x_mis), one for each row, side by side. An iteration is a function of
 * states alone, so that a backend may record and replay it. After each, x_mis is a draw from
 * p(x_mis | z).
 */
final class Chains implements AutoCloseable {
  private final Architecture model;
  private final Weights weights;
  private final long seed;
  private final Shape rows;
  private final ChainState state;
  private final Counter step;
  private final Replay pseudoGibbs;
  private final Replay metropolis;
  private boolean meanKnown;

  Chains(Architecture model, Weights weights, int rows, long seed) {
    this.model = model;
    this.weights = weights;
    this.seed = seed;
    this.rows = Shape.of(rows);
    state = new ChainState(model, weights.backend(), rows);
    step = weights.backend().counter();
    pseudoGibbs = weights.backend().capture(() -> iterate(false));
    metropolis = weights.backend().capture(() -> iterate(true));
  }

  /** Where the chains stand. */
  ChainState state() {
    return state;
  }

  /** Returns whether p(x | z) knows its mean, as was seen in the beginning. */
  boolean meanKnown() {
    return meanKnown;
  }

  /**
   * Draws z from the prior and what is missing from p(x | z).
   *
   * @param values all rows end to end, finite
   * @param mask 1 where observed, else 0
   * @param portion a number that no other rows have under the same seed
   */
  void begin(float[] values, float[] mask, int portion) {
    state.set(values, mask);
    step.set((long) portion << Integer.SIZE);
    try (Scope scope = weights.backend().scope()) {
      Joint joint = joint(scope.ops());
      Latents z = joint.draw(joint.prior(), noise(scope.ops()).at("prior"), rows);
      meanKnown = move(joint, z, joint.decode(z)) instanceof HasMean;
    }
  }

  /** Runs iterations that take each proposal. */
  void pseudoGibbs(int iterations) {
    run(pseudoGibbs, iterations);
  }

  /** Runs iterations that accept proposals by their ratio. */
  void metropolis(int iterations) {
    run(metropolis, iterations);
  }

  private void run(Replay replay, int iterations) {
    for (int i = 0; i < iterations; i++) {
      step.advance(1);
      replay.run();
    }
  }

  private void iterate(boolean corrected) {
    try (Scope scope = weights.backend().scope()) {
      Ops ops = scope.ops();
      Joint joint = joint(ops);
      Posterior q = joint.encode(state.x(ops));
      Latents proposed = joint.draw(q, noise(ops).at("posterior"), rows);
      Tensor decoded = joint.decode(proposed);
      if (corrected) {
        Latents z = state.latents(ops);
        Tensor present = state.parameters(ops);
        Tensor logRatio =
            logWeight(joint, q, proposed, decoded).sub(logWeight(joint, q, z, present));
        Tensor accept = noise(ops).at("accept").uniform(rows).log().less(logRatio);
        state.addAccepted(accept);
        move(joint, choose(accept, proposed, z), choose(accept, decoded, present));
      } else {
        move(joint, proposed, decoded);
      }
    }
  }

  /** Returns log p(x | z) p(z) / q(z | x), (rows). */
  private Tensor logWeight(Joint joint, Posterior q, Latents z, Tensor decoded) {
    Tensor logLikelihood = joint.likelihood(decoded).logProb(state.x(joint.pass().ops()));
    return logLikelihood.add(joint.logDensity(joint.prior(), z)).sub(joint.logDensity(q, z));
  }

  private Latents choose(Tensor accept, Latents proposed, Latents present) {
    Latents chosen = new Latents();
    for (LatentGroup group : model.latents()) {
      String name = group.name();
      chosen.put(group, choose(accept, proposed.get(name), present.get(name)));
    }
    return chosen;
  }

  private Tensor choose(Tensor accept, Tensor proposed, Tensor present) {
    int[] ones = new int[present.shape().rank() - 1];
    Arrays.fill(ones, 1);
    return accept.ops().select(accept.reshape(rows.append(ones)), proposed, present);
  }

  /** Goes to z and draws x_mis from p(x_mis | z), which is returned. */
  private Factorised move(Joint joint, Latents z, Tensor decoded) {
    Ops ops = joint.pass().ops();
    Factorised likelihood = joint.likelihood(decoded);
    Tensor drawn = likelihood.sample(noise(ops).at("data"), rows);
    Tensor completed = ops.select(state.observed(ops), state.x(ops), drawn);
    if (likelihood instanceof HasMean known) {
      state.addMean(known.mean());
    }
    state.assign(z, decoded, completed);
    return likelihood;
  }

  /** Returns the model's variables with noise of the present iteration. */
  Joint joint(Ops ops) {
    return new Joint(model, ModelPass.evaluating(weights, noise(ops).at("model")));
  }

  /** Returns the noise of the present iteration. */
  Noise noise(Ops ops) {
    return new Noise(ops, new RandomStream(seed, 0, step)).at("impute");
  }

  @Override
  public void close() {
    pseudoGibbs.close();
    metropolis.close();
    step.close();
    state.close();
  }
}
