package io.github.vae4j.conformance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One call of an operation with arguments.
 *
 * @param method the name in {@link io.github.vae4j.api.tensor.Ops}
 * @param label what is special about the arguments
 * @param operands the tensors among them
 * @param call the call
 * @param bound how far the result may be off
 * @param gradient whether, and how closely, gradients are compared
 */
record Case(
    String method,
    String label,
    List<Operand> operands,
    Call call,
    Bound bound,
    Gradient gradient) {

  /** How gradients of a case are compared. */
  enum Gradient {
    /** There is none to compare, or its values would be meaningless. */
    NONE,
    /**
     * Entry by entry, relative to the entry and the weight of the result's entry; operands have the
     * result's shape.
     */
    ENTRYWISE,
    /** Relative to the largest entry of the gradient. */
    LARGEST,
    /**
     * Relative to the largest entry of the gradient times that of the operands, of which it is an
     * exponential.
     */
    EXPONENTIAL
  }

  Case {
    operands = List.copyOf(operands);
  }

  /** Returns this without a comparison of gradients. */
  Case withoutGradient() {
    return new Case(method, label, operands, call, bound, Gradient.NONE);
  }

  /** Returns this with another bound. */
  Case within(Bound other) {
    return new Case(method, label, operands, call, other, gradient);
  }

  /** Returns this with other operands. */
  Case with(List<Operand> others) {
    return new Case(method, label, others, call, bound, gradient);
  }

  /** Returns the shapes of the operands. */
  String shapes() {
    return operands.stream().map(o -> o.shape().toString()).collect(Collectors.joining(" x "));
  }

  /** Returns method, label and shapes. */
  String title() {
    return method + " " + shapes() + (label.isEmpty() ? "" : " " + label);
  }
}
