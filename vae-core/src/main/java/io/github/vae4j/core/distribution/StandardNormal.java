package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Detachable;
import io.github.vae4j.api.distribution.Draw;
import io.github.vae4j.api.distribution.HasCdf;
import io.github.vae4j.api.distribution.HasEntropy;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.distribution.HasVariance;
import io.github.vae4j.api.distribution.Reparameterised;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Fused;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * N(0, I): independent standard normal variables. A type of its own, so that its KL rules compute
 * no more than they must.
 */
public final class StandardNormal
    implements Reparameterised, HasCdf, HasVariance, HasMode, HasEntropy, Detachable {
  private final Ops ops;
  private final Shape event;

  private StandardNormal(Ops ops, Shape event) {
    this.ops = ops;
    this.event = event;
  }

  /** Returns N(0, I) over events of one shape, with batch (), which broadcasts to any rows. */
  public static StandardNormal of(Ops ops, Shape event) {
    return new StandardNormal(ops, event);
  }

  @Override
  public Shape batch() {
    return Shape.scalar();
  }

  @Override
  public Shape event() {
    return event;
  }

  /** Returns zeros, (event…). */
  @Override
  public Tensor mean() {
    return ops.full(0, event);
  }

  /** Returns ones, (event…). */
  @Override
  public Tensor variance() {
    return ops.full(1, event);
  }

  /** Returns zeros, (event…). */
  @Override
  public Tensor mode() {
    return mean();
  }

  /** Returns −E log p in nats, ½ (log 2π + 1) for each entry, a scalar. */
  @Override
  public Tensor entropy() {
    return ops.full(0.5 * event.size() * (Fused.LOG_TWO_PI + 1), Shape.scalar());
  }

  @Override
  public Tensor logProb(Tensor x) {
    Rows.of("logProb", this, x);
    return Rows.sumEvent(x.square(), event.rank()).add(event.size() * Fused.LOG_TWO_PI).mul(-0.5);
  }

  @Override
  public Tensor logProbs(Tensor x) {
    Rows.of("logProbs", this, x);
    return x.square().add(Fused.LOG_TWO_PI).mul(-0.5);
  }

  /**
   * Returns Φ(x) for each entry; its absolute error is that of erf, so it reaches 0 in the far
   * lower tail.
   */
  @Override
  public Tensor cdf(Tensor x) {
    Rows.of("cdf", this, x);
    return x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
  }

  @Override
  public Tensor sample(Noise noise, Shape rows) {
    return noise.normal(Rows.draw("sample", this, rows)).stopGradient();
  }

  @Override
  public Draw rsample(Noise noise, Shape rows) {
    Tensor value = noise.normal(Rows.draw("rsample", this, rows));
    return new Draw(value, () -> logProb(value));
  }

  /** Returns this, which has no parameters. */
  @Override
  public StandardNormal detached() {
    return this;
  }
}
