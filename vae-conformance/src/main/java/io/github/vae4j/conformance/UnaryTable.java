package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elementwise operations of one tensor. */
final class UnaryTable {
  private UnaryTable() {}

  /** An elementwise function of the operations. */
  @FunctionalInterface
  interface Function {
    Tensor apply(Ops ops, Tensor x);
  }

  static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    all.add(operation("abs", Ops::abs, Bound.exact(), Domain.LINE));
    all.add(operation("sign", Ops::sign, Bound.exact(), Domain.LINE));
    all.add(operation("floor", Ops::floor, Bound.exact(), Domain.LINE));
    all.add(operation("relu", Ops::relu, Bound.exact(), Domain.LINE));
    all.add(operation("stopGradient", Ops::stopGradient, Bound.exact(), Domain.LINE));
    all.add(operation("sqrt", Ops::sqrt, Bound.relative(4), Domain.POSITIVE));
    all.add(operation("exp", Ops::exp, Bound.relative(8), Domain.LINE));
    all.add(operation("expm1", Ops::expm1, Bound.relative(8), Domain.LINE));
    all.add(operation("log", Ops::log, Bound.relative(8), Domain.POSITIVE));
    all.add(operation("log1p", Ops::log1p, Bound.relative(8), Domain.ABOVE_MINUS_ONE));
    all.add(operation("sin", Ops::sin, Bound.mixed(8), Domain.LINE));
    all.add(operation("cos", Ops::cos, Bound.mixed(8), Domain.LINE));
    all.add(operation("tanh", Ops::tanh, Bound.relative(8), Domain.LINE));
    all.add(operation("sigmoid", Ops::sigmoid, Bound.relative(16), Domain.LINE));
    all.add(operation("softplus", Ops::softplus, Bound.relative(16), Domain.LINE));
    all.add(operation("erf", Ops::erf, Bound.relative(16), Domain.LINE));
    all.add(operation("normalQuantile", Ops::normalQuantile, Bound.relative(64), Domain.UNIT));
    all.add(operation("lgamma", Ops::lgamma, Bound.mixed(64), Domain.POSITIVE));
    all.add(operation("digamma", Ops::digamma, Bound.mixed(64), Domain.POSITIVE));
    all.add(affine());
    all.add(power());
    all.add(clamp());
    return all;
  }

  private static Operation operation(String method, Function function, Bound bound, Domain domain) {
    return Operation.differentiable(method, cases(method, "", function, bound, domain));
  }

  private static Operation affine() {
    List<Case> cases = new ArrayList<>();
    for (double[] number : new double[][] {{2.5, 1}, {-1, 0}, {0, 3}, {1, 0}, {1e-3, -1000}}) {
      Function function = (ops, x) -> ops.affine(x, number[0], number[1]);
      Bound bound =
          Bound.of(
              4,
              (ops, x, expected) ->
                  ops.affine(ops.abs(x.get(0)), Math.abs(number[0]), Math.abs(number[1])));
      cases.addAll(cases("affine", "by " + Arrays.toString(number), function, bound, Domain.LINE));
    }
    return Operation.differentiable("affine", cases);
  }

  private static Operation power() {
    List<Case> cases = new ArrayList<>();
    for (double exponent : new double[] {2, 3, -1, 0.5, -1.5, 0, 1}) {
      Function function = (ops, x) -> ops.power(x, exponent);
      cases.addAll(cases("power", "to " + exponent, function, Bound.relative(32), Domain.POSITIVE));
    }
    return Operation.differentiable("power", cases);
  }

  private static Operation clamp() {
    List<Case> cases = new ArrayList<>();
    for (double[] limit : new double[][] {{-1, 1}, {0, 10}, {-1.5, Double.POSITIVE_INFINITY}}) {
      Function function = (ops, x) -> ops.clamp(x, limit[0], limit[1]);
      cases.addAll(
          cases("clamp", "to " + Arrays.toString(limit), function, Bound.exact(), Domain.LINE));
    }
    return Operation.differentiable("clamp", cases);
  }

  private static List<Case> cases(
      String method, String label, Function function, Bound bound, Domain domain) {
    Call call = (ops, x) -> function.apply(ops, x.get(0));
    List<Case> cases = new ArrayList<>();
    long seed = 100;
    for (Shape shape : Samples.SHAPES) {
      Operand x = Operand.random(shape, seed++).map(domain::move);
      cases.add(new Case(method, label, List.of(x), call, bound, Case.Gradient.ENTRYWISE));
    }
    cases.add(
        new Case(
            method,
            (label + " special values").strip(),
            List.of(Operand.vector(Samples.line())),
            call,
            bound,
            Case.Gradient.NONE));
    double[] inside = Arrays.stream(Samples.finite()).filter(domain::holds).toArray();
    cases.add(
        new Case(
            method,
            (label + " wide range").strip(),
            List.of(Operand.vector(inside)),
            call,
            bound,
            Case.Gradient.ENTRYWISE));
    return cases;
  }

  /** Where a function is differentiated. */
  private enum Domain {
    LINE,
    POSITIVE,
    UNIT,
    ABOVE_MINUS_ONE;

    boolean holds(double x) {
      return switch (this) {
        case LINE -> true;
        case POSITIVE -> x > 0;
        case UNIT -> x > 0 && x < 1;
        case ABOVE_MINUS_ONE -> x > -1;
      };
    }

    /** Moves a number of (−2, 2) into the domain. */
    double move(double x) {
      if (this == UNIT) {
        return (x + 2.01) / 4.02;
      }
      return holds(x) ? x : Math.abs(x) + 0.01;
    }
  }
}
