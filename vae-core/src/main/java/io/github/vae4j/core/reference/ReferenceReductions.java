package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Operations along axes. */
abstract class ReferenceReductions extends ReferenceShaping implements Reductions {
  ReferenceReductions(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public final Tensor sum(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("sum", x.shape(), keep, axes);
    return reduce("sum", x, shape, ReferenceReductions::total, axes);
  }

  @Override
  public final Tensor max(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.max(x.shape(), keep, axes);
    return reduce("max", x, shape, ReferenceReductions::largest, axes);
  }

  @Override
  public final Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    Shape shape = ShapeRules.reduce("logSumExp", x.shape(), keep, axes);
    return reduce("logSumExp", x, shape, ReferenceReductions::logTotal, axes);
  }

  @Override
  public final Tensor argmax(Tensor x, int axis) {
    Shape shape = ShapeRules.argmax(x.shape(), axis);
    return reduce("argmax", x, shape, ReferenceReductions::indexOfLargest, axis);
  }

  @Override
  public final Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    int counted = x.shape().axis("cumulativeSum", axis);
    int[] lines = Positions.along(x.shape(), others(x.shape(), counted));
    int[] line = Positions.along(x.shape(), counted);
    double[] running = values("cumulativeSum", x).clone();
    for (int start : lines) {
      Summation sum = new Summation();
      for (int i = 0; i < line.length; i++) {
        int at = start + line[reverse ? line.length - 1 - i : i];
        sum.add(running[at]);
        running[at] = sum.total();
      }
    }
    return result("cumulativeSum", x.shape(), running);
  }

  private Tensor reduce(
      String operation, Tensor x, Shape shape, ToDoubleFunction<double[]> of, int... axes) {
    int[] reduced = ShapeRules.axes(operation, x.shape(), axes);
    double[] values = values(operation, x);
    int[] starts = Positions.along(x.shape(), others(x.shape(), reduced));
    int[] within = Positions.along(x.shape(), reduced);
    double[] results = new double[starts.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = of.applyAsDouble(at(values, within, starts[i]));
    }
    return result(operation, shape, results);
  }

  /** Returns the axes that are not listed, in ascending order. */
  private static int[] others(Shape shape, int... axes) {
    return IntStream.range(0, shape.rank())
        .filter(axis -> Arrays.stream(axes).noneMatch(listed -> listed == axis))
        .toArray();
  }

  private static double total(double[] values) {
    Summation sum = new Summation();
    for (double value : values) {
      sum.add(value);
    }
    return sum.total();
  }

  private static double largest(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static double logTotal(double[] values) {
    double largest = largest(values);
    if (Double.isInfinite(largest) || Double.isNaN(largest)) {
      return largest;
    }
    Summation sum = new Summation();
    for (double value : values) {
      sum.add(Math.exp(value - largest));
    }
    return largest + Math.log(sum.total());
  }

  private static double indexOfLargest(double[] values) {
    int index = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return i;
      }
      index = values[i] > values[index] ? i : index;
    }
    return index;
  }
}
