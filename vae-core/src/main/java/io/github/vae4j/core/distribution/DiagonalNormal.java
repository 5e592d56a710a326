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
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * Independent normal variables N(μ, σ²), given by their mean and log σ², which broadcast to
 * (batch…, event…).
 *
 * <p>log σ² is limited to [−{@value #MAX_LOG_VARIANCE}, {@value #MAX_LOG_VARIANCE}], beyond which
 * σ² or 1/σ² overflows a float; the gradient in it is 0 there. One number of log σ², or of the
 * mean, may serve many entries: it broadcasts.
 */
public final class DiagonalNormal
    implements Reparameterised, HasCdf, HasVariance, HasMode, HasEntropy, Detachable {
  /**
   * The limit of |log σ²|: e⁸⁰ is 5.5·10³⁴, and a float ends at 3.4·10³⁸, which leaves room for
   * sums.
   */
  public static final double MAX_LOG_VARIANCE = 80;

  private final Tensor mean;
  private final Tensor logVariance;
  private final Shape batch;
  private final Shape event;

  private DiagonalNormal(Tensor mean, Tensor logVariance, int eventRank) {
    this.mean = mean;
    this.logVariance = logVariance;
    Shape wide = Shape.broadcast("DiagonalNormal", mean.shape(), logVariance.shape());
    batch = Rows.batch("DiagonalNormal", wide, eventRank);
    event = wide.trailing(eventRank);
  }

  /**
   * Returns normal variables whose event is the last axis.
   *
   * @param mean (batch…, event)
   * @param logVariance log σ², of a shape that broadcasts with that of the mean
   * @throws IllegalArgumentException if the shapes do not broadcast, or are both scalar
   */
  public static DiagonalNormal of(Tensor mean, Tensor logVariance) {
    return of(mean, logVariance, 1);
  }

  /**
   * Returns normal variables whose event is the last {@code eventRank} axes.
   *
   * @param mean (batch…, event…)
   * @param logVariance log σ², of a shape that broadcasts with that of the mean
   * @throws IllegalArgumentException if the shapes do not broadcast, or have fewer axes than the
   *     event
   */
  public static DiagonalNormal of(Tensor mean, Tensor logVariance, int eventRank) {
    return new DiagonalNormal(
        mean, logVariance.clamp(-MAX_LOG_VARIANCE, MAX_LOG_VARIANCE), eventRank);
  }

  /** Returns N(0, I) over vectors of one size; {@link StandardNormal} computes less. */
  public static DiagonalNormal standard(Ops ops, int size) {
    Tensor zero = ops.full(0, Shape.of(size));
    return new DiagonalNormal(zero, zero, 1);
  }

  @Override
  public Shape batch() {
    return batch;
  }

  @Override
  public Shape event() {
    return event;
  }

  @Override
  public Tensor mean() {
    return Rows.to(mean, batch.append(event));
  }

  /** Returns log σ² as it is used, within its limits, (batch…, event…). */
  public Tensor logVariance() {
    return Rows.to(logVariance, batch.append(event));
  }

  @Override
  public Tensor variance() {
    return logVariance().exp();
  }

  @Override
  public Tensor mode() {
    return mean();
  }

  /** Returns −E log p in nats, ½ Σ log σ² + log 2π + 1, (batch…). */
  @Override
  public Tensor entropy() {
    return Rows.sumEvent(logVariance().add(Fused.LOG_TWO_PI + 1).mul(0.5), event.rank());
  }

  @Override
  public Tensor logProb(Tensor x) {
    Rows.of("logProb", this, x);
    if (event.rank() == 0) {
      return logProbs(x);
    }
    Ops ops = OperandRules.common("logProb", x, mean, logVariance);
    Tensor byVector = ops.normalLogProb(x, mean, logVariance);
    return Rows.sumEvent(byVector, event.rank() - 1);
  }

  @Override
  public Tensor logProbs(Tensor x) {
    Rows.of("logProbs", this, x);
    Tensor squares = x.sub(mean).square().mul(logVariance.neg().exp());
    return squares.add(logVariance).add(Fused.LOG_TWO_PI).mul(-0.5);
  }

  /**
   * Returns Φ((x − μ) / σ) for each entry; its absolute error is that of erf, so it reaches 0 in
   * the far lower tail.
   */
  @Override
  public Tensor cdf(Tensor x) {
    Rows.of("cdf", this, x);
    Tensor standardised = x.sub(mean).mul(logVariance.mul(-0.5).exp());
    return standardised.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
  }

  @Override
  public Tensor sample(Noise noise, Shape rows) {
    return draw("sample", noise, rows).stopGradient();
  }

  /** Returns μ + σ ε with ε standard normal; Kingma and Welling 2014, section 2.4. */
  @Override
  public Draw rsample(Noise noise, Shape rows) {
    Tensor value = draw("rsample", noise, rows);
    return new Draw(value, () -> logProb(value));
  }

  private Tensor draw(String operation, Noise noise, Shape rows) {
    Tensor epsilon = noise.normal(Rows.draw(operation, this, rows));
    return OperandRules.common(operation, mean, logVariance, epsilon)
        .reparameterise(mean, logVariance, epsilon);
  }

  @Override
  public DiagonalNormal detached() {
    return new DiagonalNormal(mean.stopGradient(), logVariance.stopGradient(), event.rank());
  }

  /** The mean as it was given, which may be smaller than (batch…, event…). */
  Tensor narrowMean() {
    return mean;
  }

  /** log σ² within its limits, which may be smaller than (batch…, event…). */
  Tensor narrowLogVariance() {
    return logVariance;
  }
}
