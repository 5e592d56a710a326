package io.github.vae4j.conformance;

import java.util.List;
import java.util.Optional;

/**
 * A method of {@link io.github.vae4j.api.tensor.Ops} and its cases.
 *
 * @param method its name
 * @param constant why it has no gradient cases, if it has none
 * @param cases at least one
 */
record Operation(String method, Optional<String> constant, List<Case> cases) {
  Operation {
    cases = List.copyOf(cases);
  }

  /** Returns an operation through which gradients pass. */
  static Operation differentiable(String method, List<Case> cases) {
    return new Operation(method, Optional.empty(), cases);
  }

  /** Returns an operation without gradient cases. */
  static Operation constant(String method, String reason, List<Case> cases) {
    return new Operation(
        method, Optional.of(reason), cases.stream().map(Case::withoutGradient).toList());
  }
}
