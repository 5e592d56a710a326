package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations that move entries. */
final class ShapingTable {
  private ShapingTable() {}

  static List<Operation> operations() {
    return List.of(
        Operation.differentiable("reshape", reshape()),
        Operation.differentiable("permute", permute()),
        Operation.differentiable("broadcastTo", broadcastTo()),
        Operation.differentiable("slice", slice()),
        Operation.differentiable("pad", pad()),
        Operation.differentiable("concat", concat()),
        Operation.differentiable("gather", gather()),
        Operation.differentiable("scatterAdd", scatterAdd()));
  }

  private static Case move(String method, String label, Shape shape, Call call) {
    Operand x = Operand.random(shape, 700 + label.hashCode() + shape.hashCode());
    return new Case(method, label, List.of(x), call, Bound.exact(), Case.Gradient.LARGEST);
  }

  private static List<Case> reshape() {
    Shape[][] pairs = {
      {Shape.scalar(), Shape.of(1, 1)},
      {Shape.of(1), Shape.scalar()},
      {Shape.of(6), Shape.of(2, 3)},
      {Shape.of(2, 3, 4), Shape.of(4, 6)},
      {Shape.of(3, 5), Shape.of(3, 5)},
      {Shape.of(0, 3), Shape.of(2, 0)},
      {Shape.of(1500), Shape.of(30, 50)}
    };
    List<Case> cases = new ArrayList<>();
    for (Shape[] pair : pairs) {
      cases.add(
          move("reshape", "to " + pair[1], pair[0], (ops, x) -> ops.reshape(x.get(0), pair[1])));
    }
    Call afterPermute = (ops, x) -> ops.reshape(ops.permute(x.get(0), 2, 0, 1), Shape.of(4, 6));
    cases.add(move("reshape", "of a permuted tensor", Shape.of(2, 3, 4), afterPermute));
    Call afterSlice = (ops, x) -> ops.reshape(ops.slice(x.get(0), 1, 1, 3), Shape.of(6));
    cases.add(move("reshape", "of a sliced tensor", Shape.of(3, 5), afterSlice));
    Call afterBroadcast =
        (ops, x) -> ops.reshape(ops.broadcastTo(x.get(0), Shape.of(2, 3)), Shape.of(6));
    cases.add(move("reshape", "of a repeated tensor", Shape.of(3), afterBroadcast));
    return cases;
  }

  private static List<Case> permute() {
    List<Case> cases = new ArrayList<>();
    for (int[] axes :
        new int[][] {{}, {0}, {0, 1}, {1, 0}, {2, 0, 1}, {0, 2, 1}, {0, 3, 1, 2}, {3, 2, 1, 0}}) {
      Shape shape = Shape.of(37, 5, 3, 4).leading(axes.length);
      cases.add(
          move(
              "permute",
              "by " + Arrays.toString(axes),
              shape,
              (ops, x) -> ops.permute(x.get(0), axes)));
    }
    cases.add(
        move(
            "permute",
            "by [1, 0], empty",
            Shape.of(0, 3),
            (ops, x) -> ops.permute(x.get(0), 1, 0)));
    return cases;
  }

  private static List<Case> broadcastTo() {
    Shape[][] pairs = {
      {Shape.scalar(), Shape.scalar()},
      {Shape.scalar(), Shape.of(2, 3)},
      {Shape.of(3), Shape.of(2, 3)},
      {Shape.of(2, 1), Shape.of(2, 3)},
      {Shape.of(1, 3), Shape.of(4, 2, 3)},
      {Shape.of(2, 3), Shape.of(2, 3)},
      {Shape.of(1), Shape.of(0)},
      {Shape.of(3, 1), Shape.of(3, 0)},
      {Shape.of(1), Shape.of(1500)},
      {Shape.of(37, 1), Shape.of(37, 41)}
    };
    List<Case> cases = new ArrayList<>();
    for (Shape[] pair : pairs) {
      cases.add(
          move(
              "broadcastTo",
              "to " + pair[1],
              pair[0],
              (ops, x) -> ops.broadcastTo(x.get(0), pair[1])));
    }
    return cases;
  }

  private static List<Case> slice() {
    int[][] cuts = {{0, 0, 3}, {0, 1, 2}, {0, 3, 3}, {1, 0, 2}, {1, 0, 5}, {1, 4, 5}, {-1, 1, 4}};
    List<Case> cases = new ArrayList<>();
    for (Shape shape : List.of(Shape.of(3, 5), Shape.of(37, 5, 7))) {
      for (int[] cut : cuts) {
        String label = "axis " + cut[0] + " [" + cut[1] + ", " + cut[2] + ")";
        cases.add(
            move("slice", label, shape, (ops, x) -> ops.slice(x.get(0), cut[0], cut[1], cut[2])));
      }
    }
    cases.add(
        move("slice", "of a vector", Shape.of(1500), (ops, x) -> ops.slice(x.get(0), 0, 1, 1400)));
    return cases;
  }

  private static List<Case> pad() {
    List<Case> cases = new ArrayList<>();
    for (int[] by : new int[][] {{0, 0, 0}, {0, 2, 1}, {1, 0, 3}, {-1, 1, 0}}) {
      String label = "axis " + by[0] + " by " + by[1] + " and " + by[2];
      cases.add(
          move("pad", label, Shape.of(3, 5), (ops, x) -> ops.pad(x.get(0), by[0], by[1], by[2])));
    }
    cases.add(
        move("pad", "of an empty axis", Shape.of(2, 0), (ops, x) -> ops.pad(x.get(0), 1, 1, 1)));
    cases.add(move("pad", "of a vector", Shape.of(1500), (ops, x) -> ops.pad(x.get(0), 0, 7, 0)));
    return cases;
  }

  private static List<Case> concat() {
    Object[][] joins = {
      {0, List.of(Shape.of(3))},
      {0, List.of(Shape.of(3), Shape.of(0), Shape.of(4))},
      {0, List.of(Shape.of(1, 2), Shape.of(3, 2))},
      {1, List.of(Shape.of(3, 2), Shape.of(3, 5), Shape.of(3, 1))},
      {-1, List.of(Shape.of(2, 3, 1), Shape.of(2, 3, 2))},
      {1, List.of(Shape.of(2, 3, 4), Shape.of(2, 1, 4))},
      {0, List.of(Shape.of(1500), Shape.of(33))}
    };
    List<Case> cases = new ArrayList<>();
    for (Object[] join : joins) {
      int axis = (Integer) join[0];
      @SuppressWarnings("unchecked")
      List<Shape> shapes = (List<Shape>) join[1];
      List<Operand> parts = Samples.random(shapes, 800 + cases.size());
      cases.add(
          new Case(
              "concat",
              "axis " + axis,
              parts,
              (ops, x) -> ops.concat(x, axis),
              Bound.exact(),
              Case.Gradient.LARGEST));
    }
    return cases;
  }

  private static List<Case> gather() {
    return List.of(
        gather("", Shape.of(4, 3), Operand.vector(2, 0, 2, 3)),
        gather("one row", Shape.of(4, 3), Operand.of(Shape.scalar(), 1)),
        gather("of a vector", Shape.of(7), Operand.of(Shape.of(2, 2), 6, 0, 3, 3)),
        gather("no rows", Shape.of(4, 3), Operand.vector()),
        gather("rows in a matrix", Shape.of(5, 2, 3), Operand.of(Shape.of(2, 3), 4, 1, 0, 0, 2, 4)),
        gather("many rows", Shape.of(33, 41), indices(1500, 33)));
  }

  private static Case gather(String label, Shape table, Operand rows) {
    List<Operand> operands =
        List.of(Operand.random(table, 900 + label.hashCode()), rows.constant());
    return new Case(
        "gather",
        label,
        operands,
        (ops, x) -> ops.gather(x.get(0), x.get(1)),
        Bound.exact(),
        Case.Gradient.LARGEST);
  }

  private static List<Case> scatterAdd() {
    return List.of(
        scatterAdd("", Operand.vector(2, 0, 2, 1), Shape.of(3), 4),
        scatterAdd("one row", Operand.of(Shape.scalar(), 1), Shape.of(3), 2),
        scatterAdd("scalars", Operand.of(Shape.of(2, 2), 3, 0, 3, 3), Shape.scalar(), 5),
        scatterAdd("no rows", Operand.vector(), Shape.of(3), 2),
        scatterAdd(
            "rows in a matrix", Operand.of(Shape.of(2, 3), 4, 1, 0, 0, 2, 4), Shape.of(2, 2), 5),
        scatterAdd("many rows to few", indices(1500, 7), Shape.of(5), 7));
  }

  private static Case scatterAdd(String label, Operand rows, Shape inner, int count) {
    Operand updates = Operand.random(rows.shape().append(inner), 950 + label.hashCode());
    Bound bound =
        Bound.of(4, (ops, x, expected) -> ops.scatterAdd(x.get(0), ops.abs(x.get(1)), count))
            .over(rows.shape().size());
    return new Case(
        "scatterAdd",
        label + " into " + count,
        List.of(rows.constant(), updates),
        (ops, x) -> ops.scatterAdd(x.get(0), x.get(1), count),
        bound,
        Case.Gradient.LARGEST);
  }

  private static Operand indices(int length, int count) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = (i * 11 + i / 5) % count;
    }
    return Operand.vector(values);
  }
}
