package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Matrix products and triangular systems. */
final class MatrixTable {
  private MatrixTable() {}

  static List<Operation> operations() {
    return List.of(
        Operation.differentiable("matmul", matmul()),
        Operation.differentiable("triangularSolve", triangularSolve()));
  }

  private static List<Case> matmul() {
    List<Case> cases = new ArrayList<>();
    int[][] sizes = {
      {1, 1, 1}, {2, 3, 4}, {1, 33, 1}, {33, 1, 7}, {5, 7, 1}, {1, 6, 5}, {37, 41, 3}
    };
    for (int[] size : sizes) {
      for (int flags = 0; flags < 4; flags++) {
        cases.add(
            product(Shape.scalar(), Shape.scalar(), size, (flags & 1) != 0, (flags & 2) != 0));
      }
    }
    for (int[] size :
        new int[][] {
          {1500, 33, 7}, {7, 1500, 3}, {3, 33, 1500}, {130, 65, 97}, {0, 3, 2}, {2, 0, 3}, {2, 3, 0}
        }) {
      cases.add(product(Shape.scalar(), Shape.scalar(), size, false, false));
    }
    Shape[][] leading = {
      {Shape.of(2), Shape.of(2)},
      {Shape.of(3), Shape.scalar()},
      {Shape.scalar(), Shape.of(3)},
      {Shape.of(2, 1), Shape.of(3)},
      {Shape.of(2, 3), Shape.of(2, 3)},
      {Shape.of(0), Shape.of(1)},
      {Shape.of(50), Shape.of(50)}
    };
    for (Shape[] pair : leading) {
      for (int flags = 0; flags < 4; flags++) {
        cases.add(
            product(pair[0], pair[1], new int[] {3, 5, 4}, (flags & 1) != 0, (flags & 2) != 0));
      }
    }
    cases.addAll(moved());
    return cases;
  }

  private static Case product(Shape leadA, Shape leadB, int[] size, boolean ta, boolean tb) {
    Shape a = ta ? leadA.append(size[1], size[0]) : leadA.append(size[0], size[1]);
    Shape b = tb ? leadB.append(size[2], size[1]) : leadB.append(size[1], size[2]);
    String label =
        (ta ? "left transposed" : "") + (ta && tb ? ", " : "") + (tb ? "right transposed" : "");
    List<Operand> operands = Samples.random(List.of(a, b), 1000 + a.hashCode() + b.hashCode());
    return new Case(
        "matmul",
        label,
        operands,
        (ops, x) -> ops.matmul(x.get(0), x.get(1), ta, tb),
        bound(ta, tb).over(size[1]),
        Case.Gradient.LARGEST);
  }

  private static Bound bound(boolean ta, boolean tb) {
    return Bound.of(
        4, (ops, x, expected) -> ops.matmul(ops.abs(x.get(0)), ops.abs(x.get(1)), ta, tb));
  }

  /** Operands that a backend may hold as strided looks at other tensors. */
  private static List<Case> moved() {
    Bound bound = Bound.largest(32);
    List<Operand> permuted = Samples.random(List.of(Shape.of(5, 2, 3), Shape.of(4, 3)), 1100);
    Call afterPermute =
        (ops, x) ->
            ops.matmul(ops.permute(x.get(0), 1, 0, 2), ops.permute(x.get(1), 1, 0), false, false);
    List<Operand> sliced = Samples.random(List.of(Shape.of(6, 9), Shape.of(7, 8)), 1110);
    Call afterSlice =
        (ops, x) ->
            ops.matmul(ops.slice(x.get(0), 1, 1, 6), ops.slice(x.get(1), 0, 2, 7), false, false);
    List<Operand> repeated = Samples.random(List.of(Shape.of(3), Shape.of(3, 2)), 1120);
    Call afterBroadcast =
        (ops, x) -> ops.matmul(ops.broadcastTo(x.get(0), Shape.of(4, 3)), x.get(1), false, false);
    return List.of(
        new Case(
            "matmul", "of permuted tensors", permuted, afterPermute, bound, Case.Gradient.LARGEST),
        new Case("matmul", "of sliced tensors", sliced, afterSlice, bound, Case.Gradient.LARGEST),
        new Case(
            "matmul",
            "of a repeated tensor",
            repeated,
            afterBroadcast,
            bound,
            Case.Gradient.LARGEST),
        new Case(
            "matmul",
            "of a tensor with itself",
            List.of(Operand.random(Shape.of(4, 4), 1130)),
            (ops, x) -> ops.matmul(x.get(0), x.get(0), false, true),
            bound,
            Case.Gradient.LARGEST));
  }

  private static List<Case> triangularSolve() {
    List<Case> cases = new ArrayList<>();
    Shape[][] shapes = {
      {Shape.of(1, 1), Shape.of(1, 1)},
      {Shape.of(3, 3), Shape.of(3, 2)},
      {Shape.of(2, 4, 4), Shape.of(2, 4, 1)},
      {Shape.of(4, 4), Shape.of(3, 4, 2)},
      {Shape.of(3, 4, 4), Shape.of(4, 2)},
      {Shape.of(37, 37), Shape.of(37, 5)},
      {Shape.of(0, 0), Shape.of(0, 2)}
    };
    for (Shape[] pair : shapes) {
      for (int flags = 0; flags < 4; flags++) {
        boolean lower = (flags & 1) != 0;
        boolean transpose = (flags & 2) != 0;
        String label = (lower ? "lower" : "upper") + (transpose ? ", transposed" : "");
        List<Operand> operands =
            List.of(wellConditioned(pair[0]), Operand.random(pair[1], 1200 + cases.size()));
        cases.add(
            new Case(
                "triangularSolve",
                label,
                operands,
                (ops, x) -> ops.triangularSolve(x.get(0), x.get(1), lower, transpose),
                Bound.largest(32),
                Case.Gradient.LARGEST));
      }
    }
    return cases;
  }

  /** Small entries beside the diagonal, on both sides, and 1 to 2 on it. */
  private static Operand wellConditioned(Shape shape) {
    int n = shape.dim(-1);
    Operand random = Operand.random(shape, 1300 + n);
    double[] values = random.values();
    for (int i = 0; i < values.length; i++) {
      boolean diagonal = i / n % n == i % n;
      values[i] = diagonal ? 1 + Math.abs(values[i]) / 2 : values[i] / (2 * n);
    }
    return random;
  }
}
