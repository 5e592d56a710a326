package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Elementwise operations of two or three tensors. */
final class BinaryTable {
  private BinaryTable() {}

  /** An elementwise function of the operations. */
  @FunctionalInterface
  interface Function {
    Tensor apply(Ops ops, Tensor a, Tensor b);
  }

  static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    all.add(Operation.differentiable("add", cases("add", Ops::add, Bound.relative(2))));
    all.add(Operation.differentiable("sub", cases("sub", Ops::sub, Bound.relative(2))));
    all.add(Operation.differentiable("mul", cases("mul", Ops::mul, Bound.relative(2))));
    all.add(Operation.differentiable("div", cases("div", Ops::div, Bound.relative(4))));
    all.add(Operation.differentiable("maximum", cases("maximum", Ops::maximum, Bound.exact())));
    all.add(Operation.differentiable("minimum", cases("minimum", Ops::minimum, Bound.exact())));
    String jumps = "constant but for jumps";
    all.add(Operation.constant("equal", jumps, cases("equal", Ops::equal, Bound.exact())));
    all.add(Operation.constant("less", jumps, cases("less", Ops::less, Bound.exact())));
    all.add(
        Operation.constant(
            "lessOrEqual", jumps, cases("lessOrEqual", Ops::lessOrEqual, Bound.exact())));
    all.add(Operation.differentiable("select", select()));
    return all;
  }

  private static List<Case> cases(String method, Function function, Bound bound) {
    Call call = (ops, x) -> function.apply(ops, x.get(0), x.get(1));
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : Samples.PAIRS) {
      List<Operand> operands = Samples.random(shapes, 200 + cases.size());
      List<Operand> apart =
          List.of(operands.get(0), operands.get(1).map(b -> b + Math.copySign(0.1, b)));
      cases.add(new Case(method, "", apart, call, bound, Case.Gradient.LARGEST));
    }
    cases.add(
        new Case(
            method,
            "special values",
            Samples.pairs(Samples.line()),
            call,
            bound,
            Case.Gradient.NONE));
    List<Operand> mild = Samples.pairs(0.3, -0.5, 1, -1, 2.75, 10, -88, 1000);
    cases.add(
        new Case(method, "wide range, with ties", mild, call, bound, Case.Gradient.ENTRYWISE));
    Operand ties = Operand.ties(Shape.of(6, 5));
    cases.add(
        new Case(
            method,
            "the same tensor twice",
            List.of(ties),
            (ops, x) -> function.apply(ops, x.get(0), x.get(0)),
            bound,
            method.equals("div") ? Case.Gradient.NONE : Case.Gradient.LARGEST));
    return cases;
  }

  private static List<Case> select() {
    Call call = (ops, x) -> ops.select(x.get(0), x.get(1), x.get(2));
    List<List<Shape>> shapes =
        List.of(
            List.of(Shape.scalar(), Shape.scalar(), Shape.scalar()),
            List.of(Shape.of(5), Shape.of(5), Shape.of(5)),
            List.of(Shape.of(3, 1), Shape.of(4), Shape.scalar()),
            List.of(Shape.of(4), Shape.of(3, 1), Shape.of(2, 1, 1)),
            List.of(Shape.of(0), Shape.of(1), Shape.scalar()),
            List.of(Shape.of(1500), Shape.of(1500), Shape.of(1)));
    List<Case> cases = new ArrayList<>();
    for (List<Shape> triple : shapes) {
      Operand condition = Operand.ties(triple.get(0)).constant();
      List<Operand> values = Samples.random(triple.subList(1, 3), 300 + cases.size());
      cases.add(
          new Case(
              "select",
              "",
              List.of(condition, values.get(0), values.get(1)),
              call,
              Bound.exact(),
              Case.Gradient.LARGEST));
    }
    Operand condition = Operand.vector(1, 0, -3, Double.NaN, -0.0, 1, 0).constant();
    Operand yes = Operand.vector(1, Double.NaN, 3, 4, Double.POSITIVE_INFINITY, Double.NaN, 7);
    Operand no = Operand.vector(Double.NaN, 2, Double.NEGATIVE_INFINITY, 8, 9, 10, Double.NaN);
    cases.add(
        new Case(
            "select",
            "what is not chosen is NaN",
            List.of(condition, yes, no),
            call,
            Bound.exact(),
            Case.Gradient.ENTRYWISE));
    return cases;
  }
}
