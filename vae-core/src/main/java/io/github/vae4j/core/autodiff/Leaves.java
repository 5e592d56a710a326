package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The looks at states that were recorded; two looks at one range in one shape are one leaf. */
final class Leaves {
  private final List<Leaf> leaves = new ArrayList<>();

  RecordedTensor leaf(State state, long offset, Shape shape, Supplier<RecordedTensor> make) {
    for (Leaf leaf : leaves) {
      if (leaf.state == state && leaf.offset == offset && leaf.tensor.shape().equals(shape)) {
        return leaf.tensor;
      }
    }
    Leaf leaf = new Leaf(state, offset, make.get());
    leaves.add(leaf);
    return leaf.tensor;
  }

  /** Returns the leaves that look at a state. */
  List<RecordedTensor> of(State state) {
    return sorted(state).stream().map(Leaf::tensor).toList();
  }

  /**
   * Writes the gradient of each leaf of {@code state} to where the leaf lies, those of leaves that
   * overlap added up.
   */
  void write(State state, Gradients gradients, State into) {
    List<Leaf> looks = sorted(state);
    boolean disjoint = disjoint(looks);
    for (Leaf leaf : looks) {
      Tensor gradient = gradients.of(leaf.tensor.node());
      if (gradient == null || !disjoint) {
        into.fill(leaf.offset, leaf.size(), 0);
      } else {
        into.assign(leaf.offset, gradient);
      }
    }
    for (Leaf leaf : looks) {
      Tensor gradient = gradients.of(leaf.tensor.node());
      if (gradient != null && !disjoint) {
        into.accumulate(leaf.offset, gradient);
      }
    }
  }

  private List<Leaf> sorted(State state) {
    return leaves.stream()
        .filter(leaf -> leaf.state == state)
        .sorted(Comparator.comparingLong(Leaf::offset))
        .toList();
  }

  private static boolean disjoint(List<Leaf> sorted) {
    long end = 0;
    for (Leaf leaf : sorted) {
      if (leaf.offset < end) {
        return false;
      }
      end = leaf.offset + leaf.size();
    }
    return true;
  }

  private record Leaf(State state, long offset, RecordedTensor tensor) {
    long size() {
      return tensor.shape().size();
    }
  }
}
