package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Detachable;
import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.HasEntropy;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.distribution.HasVariance;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * Independent variables that are 1 with probability p and 0 otherwise, given by their logits a =
 * log p / (1 − p), which are finite.
 *
 * <p>Everything goes through softplus and sigmoid of the logits, so nothing overflows and no log of
 * 0 is taken. For grey x in [0, 1] {@link #logProb} is a term of a bound, not a log-density.
 */
public final class Bernoulli implements Factorised, HasVariance, HasMode, HasEntropy, Detachable {
  private final Tensor logits;
  private final Shape batch;
  private final Shape event;

  private Bernoulli(Tensor logits, int eventRank) {
    this.logits = logits;
    batch = Rows.batch("Bernoulli", logits.shape(), eventRank);
    event = logits.shape().trailing(eventRank);
  }

  /**
   * Returns Bernoulli variables whose event is the last axis.
   *
   * @param logits (batch…, event)
   * @throws IllegalArgumentException if the logits are a scalar
   */
  public static Bernoulli ofLogits(Tensor logits) {
    return ofLogits(logits, 1);
  }

  /**
   * Returns Bernoulli variables whose event is the last {@code eventRank} axes.
   *
   * @param logits (batch…, event…)
   * @throws IllegalArgumentException if the logits have fewer axes than the event
   */
  public static Bernoulli ofLogits(Tensor logits, int eventRank) {
    return new Bernoulli(logits, eventRank);
  }

  /** Returns a, (batch…, event…). */
  public Tensor logits() {
    return logits;
  }

  @Override
  public Shape batch() {
    return batch;
  }

  @Override
  public Shape event() {
    return event;
  }

  /** Returns p, (batch…, event…). */
  @Override
  public Tensor mean() {
    return logits.sigmoid();
  }

  /** Returns p (1 − p), (batch…, event…). */
  @Override
  public Tensor variance() {
    return logits.sigmoid().mul(logits.neg().sigmoid());
  }

  /** Returns 1 where p > ½, else 0, (batch…, event…). */
  @Override
  public Tensor mode() {
    return logits.ops().full(0, Shape.scalar()).less(logits);
  }

  /**
   * Returns −E log p in nats, Σ softplus(−|a|) + |a| · sigmoid(−|a|), which cancels nowhere,
   * (batch…).
   */
  @Override
  public Tensor entropy() {
    Tensor size = logits.abs();
    Tensor byEntry = size.neg().softplus().add(size.mul(size.neg().sigmoid()));
    return Rows.sumEvent(byEntry, event.rank());
  }

  @Override
  public Tensor logProb(Tensor x) {
    Shape rows = Rows.of("logProb", this, x);
    if (event.rank() == 0) {
      return logProbs(x);
    }
    Ops ops = OperandRules.common("logProb", x, logits);
    return Rows.sumEvent(
        ops.bernoulliLogProb(x, Rows.to(logits, rows.append(event))), event.rank() - 1);
  }

  @Override
  public Tensor logProbs(Tensor x) {
    Rows.of("logProbs", this, x);
    return x.mul(logits).sub(logits.softplus());
  }

  @Override
  public Tensor sample(Noise noise, Shape rows) {
    Tensor uniform = noise.uniform(Rows.draw("sample", this, rows));
    return uniform.less(mean()).stopGradient();
  }

  @Override
  public Bernoulli detached() {
    return new Bernoulli(logits.stopGradient(), event.rank());
  }
}
