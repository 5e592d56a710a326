package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Operations along axes. */
abstract class DjlReductions extends DjlShaping implements Reductions {
  DjlReductions(DjlScope scope) {
    super(scope);
  }

  @Override
  public final Tensor sum(Tensor x, boolean keep, int... axes) {
    return reduced("sum", ShapeRules.reduce("sum", x.shape(), keep, axes), x, keep, axes);
  }

  @Override
  public final Tensor max(Tensor x, boolean keep, int... axes) {
    return reduced("max", ShapeRules.max(x.shape(), keep, axes), x, keep, axes);
  }

  @Override
  public final Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("logSumExp", x.shape(), keep, axes);
    return reduced("logSumExp", shape, x, keep, axes);
  }

  private Tensor reduced(String operation, Shape shape, Tensor x, boolean keep, int... axes) {
    return call(operation, shape, x, ShapeRules.axes(operation, x.shape(), axes), keep);
  }

  @Override
  public final Tensor argmax(Tensor x, int axis) {
    Shape shape = ShapeRules.argmax(x.shape(), axis);
    return call("argmax", shape, x, x.shape().axis("argmax", axis));
  }

  @Override
  public final Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    int counted = x.shape().axis("cumulativeSum", axis);
    String kernel = reverse ? "cumulativeSumFromEnd" : "cumulativeSum";
    return callKernel(kernel, "cumulativeSum", x.shape(), x, counted);
  }
}
