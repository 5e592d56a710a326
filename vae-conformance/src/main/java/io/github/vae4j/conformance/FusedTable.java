package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Fused operations. */
final class FusedTable {
  private static final List<List<Shape>> ROWS =
      List.of(
          List.of(Shape.of(1), Shape.of(1)),
          List.of(Shape.of(3, 5), Shape.of(3, 5)),
          List.of(Shape.of(3, 5), Shape.of(2, 3, 5)),
          List.of(Shape.of(2, 3, 5), Shape.of(5)),
          List.of(Shape.of(3, 1), Shape.of(1, 5)),
          List.of(Shape.of(3, 0), Shape.of(3, 0)),
          List.of(Shape.of(0, 4), Shape.of(0, 4)),
          List.of(Shape.of(37, 41), Shape.of(37, 41)),
          List.of(Shape.of(3, 1500), Shape.of(3, 1500)));

  private FusedTable() {}

  static List<Operation> operations() {
    return List.of(
        Operation.differentiable("activate", activate()),
        Operation.differentiable("linear", linear()),
        Operation.differentiable("logSoftmax", logSoftmax()),
        Operation.differentiable("bernoulliLogProb", bernoulli()),
        Operation.differentiable("normalLogProb", normal()),
        Operation.differentiable("standardNormalKl", kl()),
        Operation.differentiable("reparameterise", reparameterise()));
  }

  /** Returns the activations, the one that computes nothing last. */
  static List<Activation> activations() {
    List<Activation> all = new ArrayList<>(List.of(Activation.values()));
    Collections.reverse(all);
    return all;
  }

  static String name(Activation activation) {
    return activation.name().toLowerCase(Locale.ROOT);
  }

  private static List<Case> activate() {
    List<Case> cases = new ArrayList<>();
    for (Activation f : activations()) {
      Call call = (ops, x) -> ops.activate(f, x.get(0));
      Bound bound =
          f == Activation.IDENTITY || f == Activation.RELU ? Bound.exact() : Bound.relative(32);
      for (Shape shape : Samples.SHAPES) {
        cases.add(
            new Case(
                "activate",
                name(f),
                List.of(Operand.random(shape, 1700 + cases.size())),
                call,
                bound,
                Case.Gradient.ENTRYWISE));
      }
      cases.add(
          new Case(
              "activate",
              name(f) + ", wide range",
              List.of(Operand.vector(Samples.finite())),
              call,
              bound,
              Case.Gradient.ENTRYWISE));
    }
    return cases;
  }

  private static List<Case> linear() {
    Shape[][] shapes = {
      {Shape.of(1), Shape.of(1, 1)},
      {Shape.of(4), Shape.of(4, 3)},
      {Shape.of(3, 5), Shape.of(5, 2)},
      {Shape.of(2, 3, 5), Shape.of(5, 4)},
      {Shape.of(0, 5), Shape.of(5, 4)},
      {Shape.of(3, 0), Shape.of(0, 4)},
      {Shape.of(37, 41), Shape.of(41, 33)},
      {Shape.of(130, 65), Shape.of(65, 97)},
      {Shape.of(1500, 3), Shape.of(3, 2)},
      {Shape.of(2, 1500), Shape.of(1500, 3)}
    };
    List<Case> cases = new ArrayList<>();
    for (Activation f : activations()) {
      for (Shape[] pair : shapes) {
        List<Operand> operands =
            Samples.random(
                List.of(pair[0], pair[1], Shape.of(pair[1].dim(1))), 1800 + cases.size());
        Call call = (ops, x) -> ops.linear(x.get(0), x.get(1), x.get(2), f);
        cases.add(
            new Case(
                "linear",
                name(f),
                operands,
                call,
                linearBound().over(pair[1].dim(0)),
                Case.Gradient.LARGEST));
      }
    }
    return cases;
  }

  /** No activation is steeper than 1.1, so its error is that of the product, and its own. */
  private static Bound linearBound() {
    return Bound.of(
        16,
        (ops, x, expected) ->
            ops.affine(
                ops.linear(
                    ops.abs(x.get(0)), ops.abs(x.get(1)), ops.abs(x.get(2)), Activation.IDENTITY),
                1,
                1));
  }

  private static List<Case> logSoftmax() {
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) -> ops.affine(ops.add(ops.abs(expected), ops.abs(x.get(0))), 1, 1));
    Call call = (ops, x) -> ops.logSoftmax(x.get(0));
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Samples.SHAPES) {
      if (shape.rank() > 0) {
        cases.add(
            new Case(
                "logSoftmax",
                "",
                List.of(Operand.random(shape, 2000 + cases.size())),
                call,
                bound.over(shape.dim(-1)),
                Case.Gradient.LARGEST));
      }
    }
    Operand rows =
        Operand.of(Shape.of(4, 3), 1000, 1000, -1000, -1000, -1000, -1000, 88, 88, 88, -88, 0, 88);
    cases.add(
        new Case(
            "logSoftmax",
            "does not overflow",
            List.of(rows),
            call,
            bound,
            Case.Gradient.EXPONENTIAL));
    return cases;
  }

  private static List<Case> bernoulli() {
    Call call = (ops, x) -> ops.bernoulliLogProb(x.get(0), x.get(1));
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) -> {
              Tensor a = ops.abs(x.get(1));
              return ops.sum(ops.add(ops.mul(ops.abs(x.get(0)), a), ops.softplus(a)), false, -1);
            });
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : ROWS) {
      List<Operand> operands = Samples.random(shapes, 2100 + 2 * cases.size());
      Operand grey = operands.get(0).map(x -> Math.abs(x) / 2);
      cases.add(
          new Case(
              "bernoulliLogProb",
              "",
              List.of(grey, operands.get(1)),
              call,
              bound.over(shapes.get(1).dim(-1)),
              Case.Gradient.LARGEST));
    }
    Operand x = Operand.of(Shape.of(8, 1), 0, 1, 0, 1, 0, 1, 0.5, 0.25);
    Operand logits = Operand.of(Shape.of(8, 1), 88, 88, -88, -88, 1000, -1000, 1000, -10);
    cases.add(
        new Case(
            "bernoulliLogProb",
            "saturated logits",
            List.of(x, logits),
            call,
            bound,
            Case.Gradient.LARGEST));
    return cases;
  }

  private static List<Case> normal() {
    Call call = (ops, x) -> ops.normalLogProb(x.get(0), x.get(1), x.get(2));
    Bound bound = Bound.of(16, FusedTable::normalSize);
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : ROWS) {
      List<Shape> triple = List.of(shapes.get(0), shapes.get(1), shapes.get(1));
      cases.add(
          new Case(
              "normalLogProb",
              "",
              Samples.random(triple, 2200 + 3 * cases.size()),
              call,
              bound.over(shapes.get(0).dim(-1)),
              Case.Gradient.LARGEST));
    }
    List<Shape> shared = List.of(Shape.of(3, 5), Shape.of(2, 3, 5), Shape.scalar());
    cases.add(
        new Case(
            "normalLogProb",
            "one variance",
            Samples.random(shared, 2290),
            call,
            bound,
            Case.Gradient.LARGEST));
    return cases;
  }

  private static Tensor normalSize(Ops ops, List<Tensor> x, Tensor expected) {
    Tensor residual = ops.sub(x.get(0), x.get(1));
    Tensor squares = ops.mul(ops.mul(residual, residual), ops.exp(ops.affine(x.get(2), -1, 0)));
    Tensor spread = ops.affine(ops.abs(x.get(2)), 1, Ops.LOG_TWO_PI);
    return ops.sum(ops.add(ops.mul(squares, spread), spread), false, -1);
  }

  private static List<Case> kl() {
    Call call = (ops, x) -> ops.standardNormalKl(x.get(0), x.get(1));
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) ->
                ops.add(
                    ops.mul(x.get(0), x.get(0)),
                    ops.add(ops.abs(ops.expm1(x.get(1))), ops.abs(x.get(1)))));
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : Samples.PAIRS) {
      cases.add(
          new Case(
              "standardNormalKl",
              "",
              Samples.random(shapes, 2300 + cases.size()),
              call,
              bound,
              Case.Gradient.LARGEST));
    }
    List<Operand> wide =
        List.of(
            Operand.vector(0, 0, 0, 1e-4, 1000, -88),
            Operand.vector(0, 1e-4, -1e-4, -88, 10, -1000));
    cases.add(
        new Case("standardNormalKl", "wide range", wide, call, bound, Case.Gradient.ENTRYWISE));
    return cases;
  }

  private static List<Case> reparameterise() {
    Call call = (ops, x) -> ops.reparameterise(x.get(0), x.get(1), x.get(2));
    Bound bound =
        Bound.of(
            16,
            (ops, x, expected) -> {
              Tensor spread = ops.mul(ops.exp(ops.affine(x.get(1), 0.5, 0)), ops.abs(x.get(2)));
              return ops.add(
                  ops.abs(x.get(0)), ops.mul(spread, ops.affine(ops.abs(x.get(1)), 1, 1)));
            });
    List<Case> cases = new ArrayList<>();
    for (List<Shape> shapes : Samples.PAIRS) {
      List<Shape> triple = List.of(shapes.get(0), shapes.get(0), shapes.get(1));
      List<Operand> x = Samples.random(triple, 2400 + 3 * cases.size());
      cases.add(new Case("reparameterise", "", x, call, bound, Case.Gradient.LARGEST));
      List<Operand> fixedNoise = List.of(x.get(0), x.get(1), x.get(2).constant());
      cases.add(
          new Case(
              "reparameterise", "constant noise", fixedNoise, call, bound, Case.Gradient.LARGEST));
    }
    return cases;
  }
}
