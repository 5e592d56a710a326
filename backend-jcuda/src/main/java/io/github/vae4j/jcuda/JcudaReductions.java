package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/**
 * Operations along axes: one launch for each group of neighbouring axes, two where few results come
 * of many terms, none along axes of length 1.
 */
abstract class JcudaReductions extends JcudaShaping implements Reductions {
  JcudaReductions(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor sum(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("sum", x.shape(), keep, axes);
    return reduced("sum", "sum", x, shape, axes);
  }

  @Override
  public final Tensor max(Tensor x, boolean keep, int... axes) {
    return reduced("max", "max", x, ShapeRules.max(x.shape(), keep, axes), axes);
  }

  @Override
  public final Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("logSumExp", x.shape(), keep, axes);
    return reduced("logSumExp", "log_sum_exp", x, shape, axes);
  }

  @Override
  public final Tensor argmax(Tensor x, int axis) {
    Shape shape = ShapeRules.argmax(x.shape(), axis);
    Fold fold = Fold.along(x.shape(), x.shape().axis("argmax", axis));
    long from = address("argmax", x);
    JcudaTensor result = result("argmax", shape);
    if (fold.size() > 0) {
      fold("argmax", fold, fold.length(), from, result.address("argmax"));
    }
    return result;
  }

  @Override
  public final Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    Fold fold = Fold.along(x.shape(), x.shape().axis("cumulativeSum", axis));
    long from = address("cumulativeSum", x);
    JcudaTensor result = result("cumulativeSum", x.shape());
    if (x.shape().size() > 0) {
      launch(
          "cumulative_sum",
          fold.warps(),
          from,
          result.address("cumulativeSum"),
          fold.size(),
          fold.length(),
          fold.inner(),
          reverse ? 1 : 0);
    }
    return result;
  }

  private JcudaTensor reduced(String operation, String kernel, Tensor x, Shape shape, int... axes) {
    List<Fold> steps = Fold.steps(x.shape(), ShapeRules.axes(operation, x.shape(), axes));
    if (steps.isEmpty()) {
      return part(operation, x, 0, shape);
    }
    long from = address(operation, x);
    JcudaTensor result = result(operation, shape);
    for (int i = 0; i < steps.size(); i++) {
      Fold step = steps.get(i);
      boolean last = i == steps.size() - 1;
      long to = last ? result.address(operation) : scratch(operation, step.size());
      if (step.size() > 0) {
        reduce(operation, kernel, step, from, to);
      }
      from = to;
    }
    return result;
  }

  /** Reduces parts of the axis first where that occupies more of the device, and then the parts. */
  final void reduce(String operation, String kernel, Fold fold, long from, long to) {
    int share = fold.share();
    if (share == fold.length()) {
      fold(kernel, fold, share, from, to);
      return;
    }
    Fold parts = fold.ofParts(share);
    long between = scratch(operation, (long) parts.length() * parts.size());
    fold(kernel, fold, share, from, between);
    fold(kernel, parts, parts.length(), between, to);
  }

  final void fold(String kernel, Fold fold, int share, long from, long to) {
    Queue queue = scope.lane().queue();
    if (fold.isShort()
        && queue.chains()
        && Chain.takes(kernel, (long) fold.size() * fold.length())) {
      queue.chain(Chain.sums(from, to, fold.size(), fold.length()));
    } else if (fold.isShort()) {
      launch(kernel + "_rows", fold.warps(), from, to, fold.size(), fold.length());
    } else {
      launch(
          kernel + "_axis",
          fold.blocks(share),
          from,
          to,
          fold.length(),
          fold.inner(),
          fold.columns(),
          share);
    }
  }
}
