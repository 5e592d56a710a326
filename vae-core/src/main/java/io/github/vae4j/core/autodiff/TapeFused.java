package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/** Fused operations, each with a rule of its own that calls the adjoint's fast path. */
abstract class TapeFused extends TapeLayers {
  TapeFused(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor logSoftmax(Tensor x) {
    return unary(
        "logSoftmax",
        x,
        raw::logSoftmax,
        (v, y, g) -> raw.sub(g, raw.mul(raw.exp(y), raw.sum(g, true, -1))));
  }

  @Override
  public final Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    Tensor v = value("bernoulliLogProb", x);
    Tensor a = value("bernoulliLogProb", logits);
    Tensor y = raw.bernoulliLogProb(v, a);
    Shape wide = Shape.broadcast("bernoulliLogProb", v.shape(), a.shape());
    Rule rule =
        (g, into) -> {
          into.add(x, () -> summed(x, raw.mul(column(g), a), wide));
          into.add(logits, () -> summed(logits, raw.bernoulliGrad(v, a, g)));
        };
    return record(y, rule, x, logits);
  }

  @Override
  public final Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    Tensor v = value("normalLogProb", x);
    Tensor m = value("normalLogProb", mean);
    Tensor s = value("normalLogProb", logVariance);
    Tensor y = raw.normalLogProb(v, m, s);
    Rule rule =
        (g, into) -> {
          Tensor residual = raw.sub(v, m);
          Tensor scaled = raw.mul(residual, raw.exp(neg(s)));
          Tensor inMean = raw.mul(column(g), scaled);
          into.add(x, () -> summed(x, neg(inMean)));
          into.add(mean, () -> summed(mean, inMean));
          into.add(
              logVariance,
              () -> {
                Tensor excess = raw.affine(raw.mul(residual, scaled), 0.5, -0.5);
                return summed(logVariance, raw.mul(column(g), excess));
              });
        };
    return record(y, rule, x, mean, logVariance);
  }

  @Override
  public final Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    return binary(
        "standardNormalKl",
        mean,
        logVariance,
        raw::standardNormalKl,
        (m, s, y, g) -> raw.mul(g, m),
        (m, s, y, g) -> raw.standardNormalKlGrad(s, g));
  }

  @Override
  public final Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    Tensor s = value("reparameterise", logVariance);
    Tensor e = value("reparameterise", noise);
    Tensor y = raw.reparameterise(value("reparameterise", mean), s, e);
    Rule rule =
        (g, into) -> {
          into.add(mean, () -> summed(mean, g));
          into.add(logVariance, () -> summed(logVariance, raw.reparameteriseGrad(s, e, g)));
          into.add(noise, () -> summed(noise, raw.mul(g, raw.exp(raw.affine(s, 0.5, 0)))));
        };
    return record(y, rule, mean, logVariance, noise);
  }

  /** Returns one number a row as a column to be broadcast along the row. */
  private Tensor column(Tensor perRow) {
    return raw.reshape(perRow, perRow.shape().append(1));
  }
}
