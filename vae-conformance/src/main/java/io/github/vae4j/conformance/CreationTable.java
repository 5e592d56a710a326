package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that make tensors. Their further rules are in {@link RandomConformance} and {@link
 * BackendConformance}.
 */
final class CreationTable {
  private static final String REASON = "no tensor enters it";

  private CreationTable() {}

  static List<Operation> operations() {
    return List.of(
        Operation.constant("tensor", REASON, tensor()),
        Operation.constant("full", REASON, full()),
        Operation.constant("range", REASON, range()),
        Operation.constant("view", "a view of parameters is what gradients are asked for", view()),
        Operation.constant("uniform", REASON, drawn("uniform", Ops::uniform)),
        Operation.constant("normal", REASON, drawn("normal", Ops::normal)));
  }

  private interface Draw {
    Tensor apply(Ops ops, RandomStream stream, Shape shape);
  }

  private static Case of(String method, String label, Call call) {
    return new Case(method, label, List.of(), call, Bound.exact(), Case.Gradient.NONE);
  }

  private static List<Case> tensor() {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Samples.SHAPES) {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = i / 3f;
      }
      cases.add(of("tensor", "of floats " + shape, (ops, x) -> ops.tensor(values, shape)));
    }
    double[] line = Samples.line();
    cases.add(of("tensor", "of doubles", (ops, x) -> ops.tensor(line, Shape.of(line.length))));
    double[] precise = {1.0 / 3, Math.PI, 1e-3, 16777217, 1e300, -1e300};
    cases.add(of("tensor", "rounds on entry", (ops, x) -> ops.tensor(precise, Shape.of(2, 3))));
    return cases;
  }

  private static List<Case> full() {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Samples.SHAPES) {
      cases.add(of("full", "1/3 " + shape, (ops, x) -> ops.full(1.0 / 3, shape)));
    }
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 0, 1000}) {
      cases.add(of("full", "of " + value, (ops, x) -> ops.full(value, Shape.of(3))));
    }
    return cases;
  }

  private static List<Case> range() {
    List<Case> cases = new ArrayList<>();
    for (int count : new int[] {0, 1, 33, 1500}) {
      cases.add(of("range", "" + count, (ops, x) -> ops.range(count)));
    }
    return cases;
  }

  private static List<Case> view() {
    return List.of(
        of("view", "of a whole state", (ops, x) -> viewed(ops, 6, 0, Shape.of(2, 3))),
        of("view", "from an offset", (ops, x) -> viewed(ops, 200, 64, Shape.of(5, 7))),
        of("view", "a scalar", (ops, x) -> viewed(ops, 3, 2, Shape.scalar())),
        of("view", "empty", (ops, x) -> viewed(ops, 3, 3, Shape.of(0, 2))));
  }

  private static Tensor viewed(Ops ops, int size, int offset, Shape shape) {
    try (State state = ops.backend().state(size)) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = i + 0.5;
      }
      state.set(0, values);
      return ops.affine(ops.view(state, offset, shape), 1, 0);
    }
  }

  private static List<Case> drawn(String method, Draw draw) {
    List<Case> cases = new ArrayList<>();
    for (Shape shape : Samples.SHAPES) {
      cases.add(of(method, "" + shape, (ops, x) -> at(ops, draw, 3, shape)));
    }
    cases.add(of(method, "late step", (ops, x) -> at(ops, draw, (1L << 40) + 5, Shape.of(9))));
    return cases;
  }

  private static Tensor at(Ops ops, Draw draw, long step, Shape shape) {
    try (Counter counter = ops.backend().counter()) {
      counter.set(step);
      return draw.apply(ops, new RandomStream(42, 7, counter), shape);
    }
  }
}
