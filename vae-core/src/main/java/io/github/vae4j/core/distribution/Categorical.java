package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Detachable;
import io.github.vae4j.api.distribution.FiniteSupport;
import io.github.vae4j.api.distribution.HasEntropy;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * One of k classes, given by logits over the last axis; p = softmax(logits).
 *
 * <p>A value is <b>one-hot</b>: the event is (k), 1 at the class and 0 elsewhere, as a decoder
 * reads it and as sums over all classes broadcast. It does not factorise over the k entries.
 */
public final class Categorical implements FiniteSupport, HasMean, HasMode, HasEntropy, Detachable {
  private final Tensor logits;
  private final Shape batch;
  private final Shape event;

  private Categorical(Tensor logits) {
    this.logits = logits;
    batch = Rows.batch("Categorical", logits.shape(), 1);
    event = logits.shape().trailing(1);
    if (event.size() == 0) {
      throw new IllegalArgumentException(
          "Categorical: logits of shape "
              + logits.shape()
              + " have no class; the last axis must be 1 or longer");
    }
  }

  /**
   * Returns the distribution with the given unnormalised log-probabilities; −∞ makes a class
   * impossible.
   *
   * @param logits (batch…, k)
   * @throws IllegalArgumentException if there is no class
   */
  public static Categorical ofLogits(Tensor logits) {
    return new Categorical(logits);
  }

  /** Returns log p of each class in nats, (batch…, k). */
  public Tensor logProbabilities() {
    return OperandRules.common("logProbabilities", logits).logSoftmax(logits);
  }

  @Override
  public Shape batch() {
    return batch;
  }

  @Override
  public Shape event() {
    return event;
  }

  /** Returns p, which is the mean of one-hot values, (batch…, k). */
  @Override
  public Tensor mean() {
    return logProbabilities().exp();
  }

  /** Returns the likeliest class, the first of equals, as one-hot values, (batch…, k). */
  @Override
  public Tensor mode() {
    return largest(logits);
  }

  /** Returns −Σ p log p in nats, (batch…). */
  @Override
  public Tensor entropy() {
    Tensor logP = logProbabilities();
    return weighted(logP.exp(), logP).neg();
  }

  /**
   * Returns log p(x) in nats, Σ x log p over the classes; for x that is a distribution over the
   * classes itself, the negative cross entropy.
   */
  @Override
  public Tensor logProb(Tensor x) {
    Rows.of("logProb", this, x);
    return weighted(x, logProbabilities());
  }

  /**
   * Returns one-hot draws by Gumbel's trick, with one uniform number for each class: argmax of
   * logits − log(−log u).
   */
  @Override
  public Tensor sample(Noise noise, Shape rows) {
    Tensor uniform = noise.uniform(Rows.draw("sample", this, rows));
    return largest(logits.sub(uniform.log().neg().log())).stopGradient();
  }

  /** Returns the k one-hot values, (k, k). */
  @Override
  public Tensor support() {
    Tensor classes = logits.ops().range(event.dim(0));
    return classes.reshape(event.dim(0), 1).equal(classes);
  }

  @Override
  public Categorical detached() {
    return new Categorical(logits.stopGradient());
  }

  /** Σ w · v over the last axis, where 0 · (−∞) is 0, and so is its gradient. */
  static Tensor weighted(Tensor weights, Tensor values) {
    Ops ops = OperandRules.common("logProb", weights, values);
    Tensor none = ops.full(0, Shape.scalar());
    return ops.mul(weights, ops.select(ops.equal(weights, none), none, values)).sum(-1);
  }

  private static Tensor largest(Tensor scores) {
    Ops ops = OperandRules.common("argmax", scores);
    Tensor index = ops.argmax(scores, -1);
    return ops.equal(
        ops.reshape(index, index.shape().append(1)), ops.range(scores.shape().dim(-1)));
  }
}
