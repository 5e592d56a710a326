package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gradients gathered so far in one backward pass, by node. */
final class Gradients {
  private final Ops raw;
  private final boolean[] needed;
  private final @Nullable Tensor[] gathered;

  /**
   * Starts with none.
   *
   * @param needed by node, whether a gradient that is asked for depends on this one
   */
  Gradients(Ops raw, boolean[] needed) {
    this.raw = raw;
    this.needed = needed;
    this.gathered = new Tensor[needed.length];
  }

  boolean needs(Tensor operand) {
    return operand instanceof RecordedTensor recorded && needed[recorded.node()];
  }

  /** Adds a contribution, computed only if it is needed, to the gradient of an operand. */
  void add(Tensor operand, Supplier<Tensor> contribution) {
    if (operand instanceof RecordedTensor recorded && needed[recorded.node()]) {
      Tensor before = gathered[recorded.node()];
      Tensor more = contribution.get();
      gathered[recorded.node()] = before == null ? more : raw.add(before, more);
    }
  }

  /**
   * Returns the gradient of a node all of whose uses were visited, null where nothing reached it.
   */
  @Nullable Tensor of(int node) {
    return gathered[node];
  }

  void forget(int node) {
    gathered[node] = null;
  }
}
