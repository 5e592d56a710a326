package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Operations along axes. Sums along leading axes run down columns; whatever else is not along the
 * last axes is brought there first.
 */
abstract class Nd4jReductions extends Nd4jShaping implements Reductions {
  Nd4jReductions(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public final Tensor sum(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("sum", x.shape(), keep, axes);
    int[] reduced = ShapeRules.axes("sum", x.shape(), axes);
    if (reduced.length > 0 && isLeading(reduced) && shape.size() > 1) {
      Nd4jTensor result = result("sum", shape);
      Span out = result.span("sum");
      int rows = (int) x.shape().leading(reduced.length).size();
      new ColumnSums(rows, out.size()).run(span("sum", x), out, workers);
      return result;
    }
    Rows in = rows("sum", x, reduced);
    Nd4jTensor result = result("sum", shape);
    RowSums.run(in.count, in.width, in.span::read, result.span("sum"), workers);
    return result;
  }

  @Override
  public final Tensor max(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.max(x.shape(), keep, axes);
    Rows in = rows("max", x, ShapeRules.axes("max", x.shape(), axes));
    return each("max", shape, in, Lines::largest);
  }

  @Override
  public final Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("logSumExp", x.shape(), keep, axes);
    Rows in = rows("logSumExp", x, ShapeRules.axes("logSumExp", x.shape(), axes));
    return each("logSumExp", shape, in, Lines::logSumExp);
  }

  @Override
  public final Tensor argmax(Tensor x, int axis) {
    Shape shape = ShapeRules.argmax(x.shape(), axis);
    Rows in = rows("argmax", x, x.shape().axis("argmax", axis));
    return each("argmax", shape, in, Lines::indexOfLargest);
  }

  @Override
  public final Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    int counted = x.shape().axis("cumulativeSum", axis);
    int[] order = lastInOrder(x.shape().rank(), counted);
    Nd4jTensor ordered = permuted("cumulativeSum", x, order);
    Span in = ordered.span("cumulativeSum");
    int width = x.shape().dim(counted);
    Nd4jTensor running = result("cumulativeSum", ordered.shape());
    Span out = running.span("cumulativeSum");
    workers.run(
        width == 0 ? 0 : in.size() / width,
        (row, s) -> Lines.cumulativeSum(in, row * width, width, reverse, out, s));
    int[] back = new int[order.length];
    for (int i = 0; i < back.length; i++) {
      back[order[i]] = i;
    }
    return permuted("cumulativeSum", running, back);
  }

  private Tensor each(String operation, Shape shape, Rows in, Lines.Reduction reduction) {
    Nd4jTensor result = result(operation, shape);
    Span out = result.span(operation);
    workers.pieces(
        in.count,
        rowsPerTile(in.width),
        (first, count, s) -> {
          for (int row = first; row < first + count; row++) {
            out.put(row, reduction.of(in.span, row * in.width, in.width, s));
          }
        });
    return result;
  }

  /**
   * The tensor with the axes to reduce at its end, as a matrix of what stays and what is reduced.
   */
  private Rows rows(String operation, Tensor x, int... reduced) {
    int[] order = lastInOrder(x.shape().rank(), reduced);
    Span span = permuted(operation, x, order).span(operation);
    int width = 1;
    for (int axis : reduced) {
      width *= x.shape().dim(axis);
    }
    int kept = 1;
    for (int i = 0; i < order.length - reduced.length; i++) {
      kept *= x.shape().dim(order[i]);
    }
    return new Rows(span, kept, width);
  }

  private record Rows(Span span, int count, int width) {}

  private static boolean isLeading(int[] axes) {
    return axes[axes.length - 1] == axes.length - 1;
  }

  /** Returns all axes, those listed after the others. */
  private static int[] lastInOrder(int rank, int... last) {
    IntStream others =
        IntStream.range(0, rank).filter(axis -> Arrays.stream(last).noneMatch(l -> l == axis));
    return IntStream.concat(others, Arrays.stream(last)).toArray();
  }
}
