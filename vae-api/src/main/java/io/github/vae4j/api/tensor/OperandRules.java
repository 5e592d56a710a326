package io.github.vae4j.api.tensor;

/** Which operations two operands of a fluent expression run on. */
final class OperandRules {
  private OperandRules() {}

  static Ops common(String operation, Tensor a, Tensor b) {
    Ops left = open(operation, a);
    Ops right = open(operation, b);
    if (left == right) {
      return left;
    }
    if (left.backend() != right.backend()) {
      throw new IllegalArgumentException(
          operation + ": operands come from two backends, '" + left.backend().name() + "' and '"
              + right.backend().name() + "'; copy one over with ops.tensor(other.toDoubles(), shape)");
    }
    if (left.recording() && right.recording()) {
      throw new IllegalArgumentException(
          operation + ": operands are recorded on two tapes; use one tape, or stopGradient on its own ops first");
    }
    if (left.recording() != right.recording()) {
      return left.recording() ? left : right;
    }
    return left.depth() >= right.depth() ? left : right;
  }

  static Ops open(String operation, Tensor x) {
    Ops ops = x.ops();
    if (!ops.open()) {
      throw new IllegalStateException(
          operation + ": an operand of shape " + x.shape()
              + " belongs to a closed scope; use it before the scope closes, or keep it with scope.keep");
    }
    return ops;
  }
}
