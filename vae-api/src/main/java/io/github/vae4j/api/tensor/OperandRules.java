package io.github.vae4j.api.tensor;

/**
 * Which operations an expression of several operands runs on: those of the operand that is recorded
 * on a tape; where none is, those of the innermost scope. Whatever calls a method of {@link Ops} on
 * tensors that it was given asks here first. Backends word their refusals here.
 */
public final class OperandRules {
  private OperandRules() {}

  /**
   * Returns the operations on which {@code operation} runs.
   *
   * @throws IllegalArgumentException if the operands come from two backends or two tapes
   * @throws IllegalStateException if the scope of one is closed
   */
  public static Ops common(String operation, Tensor first, Tensor... others) {
    Ops ops = open(operation, first);
    for (Tensor other : others) {
      ops = join(operation, ops, open(operation, other));
    }
    return ops;
  }

  private static Ops join(String operation, Ops left, Ops right) {
    if (left == right) {
      return left;
    }
    if (left.backend() != right.backend()) {
      throw new IllegalArgumentException(
          operation
              + ": operands come from two backends, '"
              + left.backend().name()
              + "' and '"
              + right.backend().name()
              + "'; copy one over with ops.tensor(other.toDoubles(), shape)");
    }
    if (left.recording() && right.recording()) {
      throw new IllegalArgumentException(
          operation
              + ": operands are recorded on two tapes; use one tape, or stopGradient on its own ops first");
    }
    if (left.recording() != right.recording()) {
      return left.recording() ? left : right;
    }
    return left.depth() >= right.depth() ? left : right;
  }

  static Ops open(String operation, Tensor x) {
    Ops ops = x.ops();
    if (!ops.open()) {
      throw closed(operation, x);
    }
    return ops;
  }

  /**
   * Returns why an operand is refused whose scope is closed, and what to do.
   *
   * @param operation that was given the operand
   */
  public static IllegalStateException closed(String operation, Tensor x) {
    return new IllegalStateException(
        operation
            + ": an operand of shape "
            + x.shape()
            + " belongs to a closed scope; use it before the scope closes, or keep it with scope.keep");
  }

  /**
   * Returns why an operand is refused that is none of a backend's own tensors, and what to do.
   *
   * @param operation that was given the operand
   * @param backend on which the operation runs
   */
  public static IllegalArgumentException foreign(String operation, Tensor x, Backend backend) {
    String operand = operation + ": an operand of shape " + x.shape();
    if (x.ops().recording() && x.ops().backend() == backend) {
      return new IllegalArgumentException(
          operand
              + " is recorded on a tape; run the operation on the tape, or use the operand's"
              + " stopGradient()");
    }
    return new IllegalArgumentException(
        operand
            + " belongs to another backend, '"
            + x.ops().backend().name()
            + "', not to this one, '"
            + backend.name()
            + "'; copy it over with ops.tensor(other.toDoubles(), shape)");
  }

  /**
   * Returns why a state is refused that is none of a backend's own, and what to do.
   *
   * @param operation that was given the state
   * @param backend on which the operation runs
   */
  public static IllegalArgumentException foreign(String operation, State state, Backend backend) {
    return new IllegalArgumentException(
        operation
            + ": a state of backend '"
            + state.backend().name()
            + "' was given to another backend, '"
            + backend.name()
            + "'; make it with the backend of this state");
  }
}
