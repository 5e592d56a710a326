package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.LinearGradient;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Derivatives in one call. The tape refuses to differentiate them, so they have no gradient cases.
 */
final class AdjointTable {
  static final String REASON = "an adjoint, which no tape differentiates";

  private AdjointTable() {}

  static List<Operation> operations() {
    return List.of(
        Operation.constant("activationGrad", REASON, activationGrad()),
        Operation.constant("linearGrad", REASON, linearGrad()),
        Operation.constant("bernoulliGrad", REASON, bernoulliGrad()),
        Operation.constant("reparameteriseGrad", REASON, reparameteriseGrad()),
        Operation.constant("standardNormalKlGrad", REASON, klGrad()),
        Operation.constant("digammaGrad", REASON, digammaGrad()),
        Operation.constant("sumTo", REASON, sumTo()));
  }

  private static Case of(String method, String label, List<Operand> x, Call call, Bound bound) {
    return new Case(method, label, x, call, bound, Case.Gradient.NONE);
  }

  private static List<Case> activationGrad() {
    Bound bound =
        Bound.of(
            32,
            (ops, x, expected) -> ops.mul(ops.abs(x.get(1)), ops.affine(ops.abs(x.get(0)), 1, 1)));
    List<Case> cases = new ArrayList<>();
    for (Activation f : FusedTable.activations()) {
      Call call = (ops, x) -> ops.activationGrad(f, x.get(0), ops.activate(f, x.get(0)), x.get(1));
      for (Shape shape : Samples.SHAPES) {
        List<Operand> operands = Samples.random(List.of(shape, shape), 2500 + cases.size());
        cases.add(of("activationGrad", FusedTable.name(f), operands, call, bound));
      }
      Operand wide = Operand.vector(Samples.finite());
      List<Operand> operands = List.of(wide, Operand.random(wide.shape(), 2590));
      cases.add(of("activationGrad", FusedTable.name(f) + ", wide range", operands, call, bound));
    }
    return cases;
  }

  private static List<Case> linearGrad() {
    Shape[][] shapes = {
      {Shape.of(4), Shape.of(4, 3)},
      {Shape.of(3, 5), Shape.of(5, 2)},
      {Shape.of(2, 3, 5), Shape.of(5, 4)},
      {Shape.of(37, 41), Shape.of(41, 33)},
      {Shape.of(1500, 3), Shape.of(3, 2)},
      {Shape.of(0, 3), Shape.of(3, 2)}
    };
    List<Case> cases = new ArrayList<>();
    for (Activation f : FusedTable.activations()) {
      for (Shape[] pair : f.differentiableFromOutput() ? shapes : new Shape[0][]) {
        int out = pair[1].dim(1);
        List<Operand> x =
            Samples.random(
                List.of(pair[0], pair[1], Shape.of(out), pair[0].with(-1, out)),
                2600 + cases.size());
        Bound bound = Bound.largest(32).over(pair[0].size() + out);
        String label = FusedTable.name(f);
        cases.add(
            of(
                "linearGrad",
                label + ", input",
                x,
                part(f, true, g -> Objects.requireNonNull(g.input())),
                bound));
        cases.add(
            of("linearGrad", label + ", weight", x, part(f, false, LinearGradient::weight), bound));
        cases.add(
            of("linearGrad", label + ", bias", x, part(f, false, LinearGradient::bias), bound));
      }
    }
    return cases;
  }

  private static Call part(
      Activation f, boolean wantsInput, Function<LinearGradient, Tensor> part) {
    return (ops, x) -> {
      Tensor output = ops.linear(x.get(0), x.get(1), x.get(2), f);
      return part.apply(ops.linearGrad(x.get(0), x.get(1), output, f, x.get(3), wantsInput));
    };
  }

  private static List<Case> bernoulliGrad() {
    Call call = (ops, x) -> ops.bernoulliGrad(x.get(0), x.get(1), x.get(2));
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) ->
                ops.mul(
                    ops.reshape(ops.abs(x.get(2)), x.get(2).shape().append(1)),
                    ops.affine(ops.abs(x.get(0)), 1, 1)));
    Shape[][] shapes = {
      {Shape.of(1), Shape.of(1)},
      {Shape.of(3, 5), Shape.of(3, 5)},
      {Shape.of(3, 5), Shape.of(2, 3, 5)},
      {Shape.of(0, 5), Shape.of(0, 5)},
      {Shape.of(37, 41), Shape.of(37, 41)},
      {Shape.of(2, 1500), Shape.of(3, 2, 1500)}
    };
    List<Case> cases = new ArrayList<>();
    for (Shape[] pair : shapes) {
      cases.add(
          of(
              "bernoulliGrad",
              "",
              Samples.random(
                  List.of(pair[0], pair[1], pair[1].dropTrailing(1)), 2700 + cases.size()),
              call,
              bound));
    }
    Operand logits = Operand.vector(88, -88, 1000, -1000, 10, 0);
    List<Operand> saturated =
        List.of(Operand.vector(0, 1, 1, 0, 0.5, 0.25), logits, Operand.of(Shape.scalar(), 1.5));
    cases.add(of("bernoulliGrad", "saturated logits", saturated, call, bound));
    return cases;
  }

  private static List<Case> reparameteriseGrad() {
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) -> ops.mul(ops.abs(expected), ops.affine(ops.abs(x.get(0)), 1, 1)));
    Call call = (ops, x) -> ops.reparameteriseGrad(x.get(0), x.get(1), x.get(2));
    return ternary("reparameteriseGrad", call, bound);
  }

  private static List<Case> ternary(String method, Call call, Bound bound) {
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : Samples.PAIRS) {
      Shape wide = Shape.broadcast(method, shapes.get(0), shapes.get(1));
      cases.add(
          of(
              method,
              "",
              Samples.random(List.of(shapes.get(0), shapes.get(1), wide), 2800 + 3 * cases.size()),
              call,
              bound));
    }
    return cases;
  }

  private static List<Case> klGrad() {
    Call call = (ops, x) -> ops.standardNormalKlGrad(x.get(0), x.get(1));
    return pairs(
        "standardNormalKlGrad",
        call,
        Bound.relative(16),
        Operand.vector(0, 1e-4, -1e-4, 10, -88, 88));
  }

  private static List<Case> digammaGrad() {
    Call call = (ops, x) -> ops.digammaGrad(ops.affine(ops.abs(x.get(0)), 1, 0.01), x.get(1));
    return pairs(
        "digammaGrad", call, Bound.relative(64), Operand.vector(0.01, 1, 1.5, 10, 88, 1000));
  }

  private static List<Case> pairs(String method, Call call, Bound bound, Operand wide) {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Samples.SHAPES) {
      cases.add(
          of(method, "", Samples.random(List.of(shape, shape), 2900 + cases.size()), call, bound));
    }
    cases.add(
        of(method, "wide range", List.of(wide, Operand.random(wide.shape(), 2990)), call, bound));
    return cases;
  }

  private static List<Case> sumTo() {
    Shape[][] shapes = {
      {Shape.scalar(), Shape.scalar()},
      {Shape.of(3, 4), Shape.scalar()},
      {Shape.of(3, 4), Shape.of(4)},
      {Shape.of(3, 4), Shape.of(3, 1)},
      {Shape.of(3, 4), Shape.of(3, 4)},
      {Shape.of(2, 3, 4), Shape.of(1, 4)},
      {Shape.of(0, 4), Shape.of(4)},
      {Shape.of(3, 0), Shape.of(3, 1)},
      {Shape.of(1500, 3), Shape.of(3)},
      {Shape.of(3, 1500), Shape.of(1, 1)}
    };
    List<Case> cases = new ArrayList<>();
    for (Shape[] pair : shapes) {
      Bound bound =
          Bound.of(4, (ops, x, expected) -> sum(ops, ops.abs(x.get(0)), pair[1]))
              .over(pair[0].size());
      cases.add(
          of(
              "sumTo",
              "to " + pair[1],
              List.of(Operand.random(pair[0], 3000 + cases.size())),
              (ops, x) -> sum(ops, x.get(0), pair[1]),
              bound));
    }
    return cases;
  }

  private static Tensor sum(Ops ops, Tensor x, Shape shape) {
    return ops.sumTo(x, shape);
  }
}
