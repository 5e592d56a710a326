package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** Operations that make constants, and those that move entries. */
abstract class TapeShaping extends TapeArithmetic {
  TapeShaping(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor tensor(float[] values, Shape shape) {
    return raw.tensor(values, shape);
  }

  @Override
  public final Tensor tensor(double[] values, Shape shape) {
    return raw.tensor(values, shape);
  }

  @Override
  public final Tensor full(double value, Shape shape) {
    return raw.full(value, shape);
  }

  @Override
  public final Tensor range(int count) {
    return raw.range(count);
  }

  @Override
  public final Tensor uniform(RandomStream stream, Shape shape) {
    return raw.uniform(stream, shape);
  }

  @Override
  public final Tensor normal(RandomStream stream, Shape shape) {
    return raw.normal(stream, shape);
  }

  @Override
  public final Tensor reshape(Tensor x, Shape shape) {
    return unary("reshape", x, v -> raw.reshape(v, shape), (v, y, g) -> raw.reshape(g, v.shape()));
  }

  @Override
  public final Tensor permute(Tensor x, int... axes) {
    return unary(
        "permute", x, v -> raw.permute(v, axes), (v, y, g) -> raw.permute(g, inverse(axes)));
  }

  @Override
  public final Tensor broadcastTo(Tensor x, Shape shape) {
    return unary("broadcastTo", x, v -> raw.broadcastTo(v, shape), (v, y, g) -> summed(v, g));
  }

  @Override
  public final Tensor slice(Tensor x, int axis, int from, int to) {
    return unary(
        "slice",
        x,
        v -> raw.slice(v, axis, from, to),
        (v, y, g) -> raw.pad(g, axis, from, v.shape().dim(axis) - to));
  }

  @Override
  public final Tensor pad(Tensor x, int axis, int before, int after) {
    return unary(
        "pad",
        x,
        v -> raw.pad(v, axis, before, after),
        (v, y, g) -> raw.slice(g, axis, before, before + v.shape().dim(axis)));
  }

  @Override
  public final Tensor concat(List<Tensor> parts, int axis) {
    List<Tensor> operands = List.copyOf(parts);
    Tensor y = raw.concat(operands.stream().map(part -> value("concat", part)).toList(), axis);
    Rule rule =
        (g, into) -> {
          int before = 0;
          for (Tensor part : operands) {
            int from = before;
            before += part.shape().dim(axis);
            int to = before;
            into.add(part, () -> raw.slice(g, axis, from, to));
          }
        };
    return record(y, rule, operands.toArray(Tensor[]::new));
  }

  @Override
  public final Tensor gather(Tensor table, Tensor rows) {
    Tensor r = value("gather", rows);
    return unary(
        "gather",
        table,
        v -> raw.gather(v, r),
        (v, y, g) -> raw.scatterAdd(r, g, v.shape().dim(0)));
  }

  @Override
  public final Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    Tensor r = value("scatterAdd", rows);
    return unary(
        "scatterAdd", updates, v -> raw.scatterAdd(r, v, count), (v, y, g) -> raw.gather(g, r));
  }

  private static int[] inverse(int[] axes) {
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    return inverse;
  }
}
