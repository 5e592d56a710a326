package io.github.vae4j.core.impute;

import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.impute.ImputationMethod.ImportanceResampling;
import java.util.Arrays;
import java.util.List;

/**
 * Importance resampling for some rows at once, from the completions that chains of pseudo-Gibbs
 * have made: (completions, rows) of them, end to end.
 */
final class Resampling {
  private final ImportanceResampling method;
  private final int rows;
  private final Joint joint;
  private final Noise noise;
  private final Tensor completions;
  private final Tensor observed;
  private final Ops ops;

  Resampling(ImportanceResampling method, Chains chains, Scope scope) {
    this.method = method;
    rows = chains.state().rows() / method.completions();
    ops = scope.ops();
    joint = chains.joint(ops);
    noise = chains.noise(ops).at("resample");
    completions = chains.state().x(ops);
    observed = chains.state().observed(ops).slice(0, 0, rows);
  }

  void on(Incomplete.Portion portion) {
    Posterior q = joint.encode(completions);
    Latents z = propose(q);
    Tensor parameters = joint.decode(z);
    Factorised likelihood = joint.likelihood(parameters);
    Tensor logPrior = joint.logDensity(joint.prior(), z);
    Tensor logWeights = logObserved(likelihood).add(logPrior).sub(logProposal(q, z, logPrior));
    Tensor weights = logWeights.sub(ops.logSumExp(logWeights, true, 0)).exp();
    portion.effectiveSamples(effectiveSamples(weights, portion.from()));
    if (likelihood instanceof HasMean known) {
      Shape broad = weights.shape().append(1);
      portion.mean(known.mean().mul(weights.reshape(broad)).sum(0).toFloats(), 1);
    }
    resample(parameters, weights, portion);
  }

  private double[] effectiveSamples(Tensor weights, int first) {
    double[] squares = weights.square().sum(0).toDoubles();
    for (int row = 0; row < squares.length; row++) {
      if (Double.isNaN(squares[row])) {
        throw new IllegalArgumentException(
            "impute: row "
                + (first + row)
                + " has no density at any of "
                + method.proposals()
                + " proposals of z; its observed entries must be values that the likelihood can"
                + " give");
      }
    }
    return Arrays.stream(squares).map(sum -> 1 / sum).toArray();
  }

  /** Returns proposals, (K, rows, event…) each, those of the prior last. */
  private Latents propose(Posterior q) {
    int each = method.perCompletion();
    Shape beside = Shape.of(each, completions.shape().dim(0));
    Latents near = joint.draw(q, noise.at("posterior"), beside);
    Latents far = joint.draw(joint.prior(), noise.at("prior"), Shape.of(method.fromPrior(), rows));
    Latents all = new Latents();
    for (LatentGroup group : joint.model().latents()) {
      Shape shape = Shape.of(each * method.completions(), rows).append(group.event());
      Tensor own = near.get(group.name()).reshape(shape);
      all.put(group, ops.concat(List.of(own, far.get(group.name())), 0));
    }
    return all;
  }

  /** Returns log p(x_obs | z) in nats, (K, rows). */
  private Tensor logObserved(Factorised likelihood) {
    Tensor zero = ops.full(0, Shape.scalar());
    Tensor x = completions.slice(0, 0, rows);
    return ops.select(observed, likelihood.logProbs(x), zero).sum(-1);
  }

  /** Returns log r(z) in nats, (K, rows), each part of the mixture by its share of K. */
  private Tensor logProposal(Posterior q, Latents z, Tensor logPrior) {
    int count = method.completions();
    Latents beside = new Latents();
    for (LatentGroup group : joint.model().latents()) {
      Shape one = Shape.of(method.proposals(), 1, rows).append(group.event());
      Shape each = one.with(1, count);
      Shape flat = Shape.of(method.proposals(), count * rows).append(group.event());
      Tensor own = z.get(group.name()).reshape(one).broadcastTo(each).reshape(flat);
      beside.put(group, own);
    }
    Shape parts = Shape.of(method.proposals(), count, rows);
    Tensor near = joint.logDensity(q, beside).reshape(parts).logSumExp(1);
    return logAddExp(
        near.add(logShare(method.perCompletion())), logPrior.add(logShare(method.fromPrior())));
  }

  private double logShare(int count) {
    return Math.log((double) count / method.proposals());
  }

  private Tensor logAddExp(Tensor a, Tensor b) {
    Shape shape = a.shape().prepend(1);
    return ops.concat(List.of(a.reshape(shape), b.reshape(shape)), 0).logSumExp(0);
  }

  /** Picks proposals by weight and draws x_mis from p(x_mis | z) of each. */
  private void resample(Tensor parameters, Tensor weights, Incomplete.Portion portion) {
    int size = parameters.shape().dim(-1);
    Tensor table = parameters.reshape(method.proposals() * rows, size);
    double[] uniform = noise.at("pick").uniform(Shape.of(portion.draws(), rows)).toDoubles();
    int[] picked = picked(weights.toDoubles(), uniform);
    for (int draw = 0; draw < portion.draws(); draw++) {
      double[] flat = new double[rows];
      for (int row = 0; row < rows; row++) {
        flat[row] = (double) picked[draw * rows + row] * rows + row;
      }
      Factorised likelihood = joint.likelihood(ops.gather(table, ops.tensor(flat, Shape.of(rows))));
      Noise own = noise.at("data").at(draw);
      portion.draw(draw, likelihood.sample(own, Shape.of(rows)).toFloats());
    }
  }

  /** The proposal that each uniform number falls on, the weights of a row standing end to end. */
  private int[] picked(double[] weights, double[] uniform) {
    int[] picked = new int[uniform.length];
    for (int row = 0; row < rows; row++) {
      double[] cumulative = new double[method.proposals()];
      double sum = 0;
      for (int k = 0; k < cumulative.length; k++) {
        sum += weights[k * rows + row];
        cumulative[k] = sum;
      }
      for (int i = row; i < uniform.length; i += rows) {
        double target = uniform[i] * sum;
        int found = Arrays.binarySearch(cumulative, target);
        int at = found < 0 ? -found - 1 : found;
        while (cumulative[at] <= target) {
          at++;
        }
        picked[i] = at;
      }
    }
    return picked;
  }
}
