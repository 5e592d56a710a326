package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/**
 * How far a result may lie from the reference: |actual − expected| ≤ factor · u · scale, with u the
 * unit roundoff of the backend's element type and scale a number for each entry, such as the sum of
 * the absolute values of the terms of a sum.
 *
 * <p>A reduction of n terms adds 2 log₂ n to the factor, which pairwise and blocked summation stay
 * within.
 *
 * @param factor in units of roundoff
 * @param scale the size that errors are relative to
 */
record Bound(double factor, Scale scale) {

  /** What the errors of an operation are relative to. */
  @FunctionalInterface
  interface Scale {
    /** Returns a tensor that broadcasts to the result. */
    Tensor of(Ops ops, List<Tensor> operands, Tensor expected);
  }

  /** Returns the bound of operations that compute nothing. */
  static Bound exact() {
    return relative(0);
  }

  /** Returns a bound relative to the result itself. */
  static Bound relative(double factor) {
    return new Bound(factor, (ops, x, expected) -> ops.abs(expected));
  }

  /** Returns a bound relative to 1 + |result|. */
  static Bound mixed(double factor) {
    return new Bound(factor, (ops, x, expected) -> ops.affine(ops.abs(expected), 1, 1));
  }

  /** Returns a bound relative to 1 + the largest entry of the result. */
  static Bound largest(double factor) {
    return new Bound(
        factor,
        (ops, x, expected) ->
            expected.shape().size() == 0
                ? expected
                : ops.affine(ops.max(ops.abs(expected), false), 1, 1));
  }

  /** Returns a bound relative to the given sizes. */
  static Bound of(double factor, Scale scale) {
    return new Bound(factor, scale);
  }

  /** Returns the bound of the same operation over {@code length} terms. */
  Bound over(long length) {
    return factor == 0 ? this : new Bound(factor + 2 * Numbers.log2(length), scale);
  }

  /** Returns the error allowed to each entry. */
  double[] allowed(ElementType type, Ops ops, List<Tensor> operands, Tensor expected) {
    double[] scales =
        ops.broadcastTo(scale.of(ops, operands, expected), expected.shape()).toDoubles();
    double[] allowed = new double[scales.length];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = factor == 0 ? 0 : factor * type.unitRoundoff() * scales[i];
    }
    return allowed;
  }
}
