package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations along axes. */
final class ReductionTable {
  private static final List<Axes> AXES =
      List.of(
          new Axes(Shape.scalar()),
          new Axes(Shape.of(1, 1), 0),
          new Axes(Shape.of(7)),
          new Axes(Shape.of(3, 5), 0),
          new Axes(Shape.of(3, 5), 1),
          new Axes(Shape.of(3, 5), -1),
          new Axes(Shape.of(3, 5), 1, 0),
          new Axes(Shape.of(2, 3, 4), 1),
          new Axes(Shape.of(2, 3, 4), 0, 2),
          new Axes(Shape.of(2, 3, 4), -2, -1),
          new Axes(Shape.of(2, 3, 4, 5), 0, 3),
          new Axes(Shape.of(0, 3), 1),
          new Axes(Shape.of(1500), 0),
          new Axes(Shape.of(1500, 3), 0),
          new Axes(Shape.of(3, 1500), 1),
          new Axes(Shape.of(3, 100), 1),
          new Axes(Shape.of(37, 41)));

  private static final List<Axes> EMPTY =
      List.of(
          new Axes(Shape.of(0), 0), new Axes(Shape.of(3, 0), 1), new Axes(Shape.of(3, 0, 2), 0, 1));

  private ReductionTable() {}

  @SuppressWarnings("ArrayRecordComponent") // a value that nobody compares
  private record Axes(Shape shape, int... axes) {
    String label() {
      return axes.length == 0 ? "over all axes" : "over " + Arrays.toString(axes);
    }

    long length() {
      long length = 1;
      for (int i = 0; i < (axes.length == 0 ? shape.rank() : axes.length); i++) {
        length *= shape.dim(axes.length == 0 ? i : axes[i]);
      }
      return length;
    }
  }

  @FunctionalInterface
  private interface Function {
    Tensor apply(Ops ops, Tensor x, boolean keep, int... axes);
  }

  @FunctionalInterface
  private interface Bounds {
    Bound of(boolean keep, int... axes);
  }

  static List<Operation> operations() {
    Bound stable = Bound.mixed(16);
    List<Case> sum = cases("sum", Ops::sum, ReductionTable::terms, EMPTY);
    List<Case> max = cases("max", Ops::max, (keep, axes) -> Bound.exact(), List.of());
    max.addAll(ties());
    List<Case> logSumExp = cases("logSumExp", Ops::logSumExp, (keep, axes) -> stable, EMPTY);
    logSumExp.addAll(extremes(stable));
    return List.of(
        Operation.differentiable("sum", sum),
        Operation.differentiable("max", max),
        Operation.differentiable("logSumExp", logSumExp),
        Operation.constant("argmax", "constant but for jumps", argmax()),
        Operation.differentiable("cumulativeSum", cumulativeSum()));
  }

  private static List<Case> cases(
      String method, Function function, Bounds bounds, List<Axes> more) {
    List<Axes> all = new ArrayList<>(AXES);
    all.addAll(more);
    List<Case> cases = new ArrayList<>();
    for (Axes axes : all) {
      for (boolean keep : new boolean[] {false, true}) {
        Operand x = Operand.random(axes.shape(), 400 + cases.size());
        Call call = (ops, t) -> function.apply(ops, t.get(0), keep, axes.axes());
        String label = axes.label() + (keep ? ", kept" : "");
        cases.add(
            new Case(
                method,
                label,
                List.of(x),
                call,
                bounds.of(keep, axes.axes()).over(axes.length()),
                Case.Gradient.LARGEST));
      }
    }
    Operand rows =
        Operand.of(
            Shape.of(5, 3),
            1,
            Double.NaN,
            2,
            1,
            Double.POSITIVE_INFINITY,
            2,
            1,
            Double.NEGATIVE_INFINITY,
            2,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0,
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    Call last = (ops, t) -> function.apply(ops, t.get(0), false, -1);
    cases.add(
        new Case(
            method,
            "rows with NaN and infinities",
            List.of(rows),
            last,
            bounds.of(false, -1),
            Case.Gradient.NONE));
    return cases;
  }

  /** A sum's error is relative to the sum of the absolute values. */
  private static Bound terms(boolean keep, int... axes) {
    return Bound.of(4, (ops, x, expected) -> ops.sum(ops.abs(x.get(0)), keep, axes));
  }

  private static List<Case> ties() {
    Call last = (ops, t) -> ops.max(t.get(0), false, 1);
    Call all = (ops, t) -> ops.max(t.get(0), false);
    Operand ties = Operand.ties(Shape.of(4, 9));
    return List.of(
        new Case(
            "max",
            "ties share the gradient",
            List.of(ties),
            last,
            Bound.exact(),
            Case.Gradient.LARGEST),
        new Case(
            "max", "ties over all axes", List.of(ties), all, Bound.exact(), Case.Gradient.LARGEST));
  }

  private static List<Case> extremes(Bound bound) {
    Operand rows =
        Operand.of(Shape.of(4, 3), 1000, 1000, -1000, -1000, -1000, -1000, 88, 88, 88, -88, 0, 88);
    Call last = (ops, t) -> ops.logSumExp(t.get(0), false, 1);
    return List.of(
        new Case(
            "logSumExp",
            "does not overflow",
            List.of(rows),
            last,
            bound,
            Case.Gradient.EXPONENTIAL));
  }

  private static List<Case> argmax() {
    List<Case> cases = new ArrayList<>();
    for (Axes axes : AXES) {
      if (axes.axes().length == 1) {
        int axis = axes.axes()[0];
        Call call = (ops, t) -> ops.argmax(t.get(0), axis);
        cases.add(
            new Case(
                "argmax",
                axes.label(),
                List.of(Operand.random(axes.shape(), 500 + cases.size())),
                call,
                Bound.exact(),
                Case.Gradient.NONE));
        cases.add(
            new Case(
                "argmax",
                axes.label() + ", first of equals",
                List.of(Operand.ties(axes.shape())),
                call,
                Bound.exact(),
                Case.Gradient.NONE));
      }
    }
    double inf = Double.POSITIVE_INFINITY;
    Operand rows =
        Operand.of(
            Shape.of(4, 3), 1, Double.NaN, Double.NaN, -inf, -inf, -inf, 1, inf, inf, -0.0, 0, 0);
    cases.add(
        new Case(
            "argmax",
            "NaN, infinities, zeros",
            List.of(rows),
            (ops, t) -> ops.argmax(t.get(0), -1),
            Bound.exact(),
            Case.Gradient.NONE));
    return cases;
  }

  private static List<Case> cumulativeSum() {
    List<Case> cases = new ArrayList<>();
    for (Axes axes : AXES) {
      if (axes.axes().length == 1) {
        for (boolean reverse : new boolean[] {false, true}) {
          int axis = axes.axes()[0];
          Call call = (ops, t) -> ops.cumulativeSum(t.get(0), axis, reverse);
          Bound bound =
              Bound.of(
                  4, (ops, x, expected) -> ops.cumulativeSum(ops.abs(x.get(0)), axis, reverse));
          String label = axes.label() + (reverse ? ", from the end" : "");
          Operand x = Operand.random(axes.shape(), 600 + cases.size());
          cases.add(
              new Case(
                  "cumulativeSum",
                  label,
                  List.of(x),
                  call,
                  bound.over(axes.length()),
                  Case.Gradient.LARGEST));
        }
      }
    }
    return cases;
  }
}
