package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Operations along axes and their derivatives. */
abstract class TapeReductions extends TapeShaping {
  TapeReductions(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor sum(Tensor x, boolean keep, int... axes) {
    return unary(
        "sum",
        x,
        v -> raw.sum(v, keep, axes),
        (v, y, g) -> raw.broadcastTo(kept(g, v, axes), v.shape()));
  }

  @Override
  public final Tensor max(Tensor x, boolean keep, int... axes) {
    return unary(
        "max",
        x,
        v -> raw.max(v, keep, axes),
        (v, y, g) -> maxGrad(v, kept(y, v, axes), kept(g, v, axes), axes));
  }

  /** Shares the gradient equally among the largest. */
  private Tensor maxGrad(Tensor x, Tensor largest, Tensor g, int... axes) {
    Tensor chosen = raw.equal(x, largest);
    return raw.mul(chosen, raw.div(g, raw.sum(chosen, true, axes)));
  }

  @Override
  public final Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    return unary(
        "logSumExp",
        x,
        v -> raw.logSumExp(v, keep, axes),
        (v, y, g) -> raw.mul(kept(g, v, axes), softmax(v, kept(y, v, axes), axes)));
  }

  /**
   * e^(x − y), and 0 where all of x is −∞, hence y too; divided by its sum, 1 but for the rounding
   * of a large y.
   */
  private Tensor softmax(Tensor x, Tensor y, int... axes) {
    Tensor empty = raw.equal(y, number(Double.NEGATIVE_INFINITY));
    Tensor shares = raw.exp(raw.sub(x, raw.select(empty, number(0), y)));
    return raw.div(shares, raw.add(raw.sum(shares, true, axes), empty));
  }

  @Override
  public final Tensor argmax(Tensor x, int axis) {
    return raw.argmax(value("argmax", x), axis);
  }

  @Override
  public final Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    return unary(
        "cumulativeSum",
        x,
        v -> raw.cumulativeSum(v, axis, reverse),
        (v, y, g) -> raw.cumulativeSum(g, axis, !reverse));
  }

  /** Returns the result of a reduction of x, or its gradient, with the reduced axes kept. */
  private Tensor kept(Tensor reduced, Tensor x, int... axes) {
    Shape shape = ShapeRules.reduce("reduce", x.shape(), true, axes);
    return reduced.shape().equals(shape) ? reduced : raw.reshape(reduced, shape);
  }
}
