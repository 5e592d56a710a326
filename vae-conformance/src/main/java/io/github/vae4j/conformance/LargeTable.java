package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Reductions over a million terms, on which adding one after another in single precision is off by
 * a percent.
 */
final class LargeTable {
  private static final int TERMS = 1_000_000;

  private LargeTable() {}

  static List<Case> cases() {
    double[] tenths = new double[TERMS];
    Arrays.fill(tenths, 0.1);
    Operand x = Operand.vector(tenths);
    Operand row = Operand.of(Shape.of(1, TERMS), tenths);
    Bound sum = Bound.relative(4).over(TERMS);
    Bound mixed = Bound.mixed(16).over(TERMS);
    Call columns = (ops, t) -> ops.sum(ops.reshape(t.get(0), Shape.of(TERMS / 2, 2)), false, 0);
    return List.of(
        of("sum", List.of(x), (ops, t) -> ops.sum(t.get(0), false), sum),
        of("sum", List.of(row), (ops, t) -> ops.sum(t.get(0), true, 1), sum),
        of("sum", List.of(x), columns, sum),
        of("sumTo", List.of(x), (ops, t) -> ops.sumTo(t.get(0), Shape.scalar()), sum),
        of("logSumExp", List.of(x), (ops, t) -> ops.logSumExp(t.get(0), false), mixed),
        of(
            "matmul",
            List.of(row, row),
            (ops, t) -> ops.matmul(t.get(0), t.get(1), false, true),
            sum),
        of(
            "bernoulliLogProb",
            List.of(row, row),
            (ops, t) -> ops.bernoulliLogProb(t.get(0), t.get(1)),
            Bound.relative(16).over(TERMS)),
        of(
            "normalLogProb",
            List.of(row, row, row),
            (ops, t) -> ops.normalLogProb(t.get(0), t.get(1), t.get(2)),
            Bound.relative(16).over(TERMS)));
  }

  private static Case of(String method, List<Operand> operands, Call call, Bound bound) {
    return new Case(method, "a million terms", operands, call, bound, Case.Gradient.NONE);
  }
}
