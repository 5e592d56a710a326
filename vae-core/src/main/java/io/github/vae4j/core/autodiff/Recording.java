package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened so far, in the order of calls, in which every operand stands before its results.
 */
final class Recording {
  private static final Rule NOTHING = (gradient, into) -> {};

  private final Ops raw;
  private final List<Node> nodes = new ArrayList<>();
  private boolean finished;

  Recording(Ops raw) {
    this.raw = raw;
  }

  boolean finished() {
    return finished;
  }

  boolean contains(Tensor x) {
    return x instanceof RecordedTensor recorded && recorded.recording() == this;
  }

  /** Returns an operand as the raw operations know it; refuses one that another tape recorded. */
  Tensor value(String operation, Tensor x) {
    if (x instanceof RecordedTensor recorded && recorded.recording() == this) {
      return recorded.raw();
    }
    if (x.ops().recording()) {
      throw new IllegalArgumentException(
          operation
              + ": an operand of shape "
              + x.shape()
              + " is recorded on another tape; use one tape, or the operand's stopGradient()");
    }
    return x;
  }

  RecordedTensor leaf(Ops tape, Tensor value) {
    requireUnfinished();
    return remember(tape, value, List.of(), NOTHING);
  }

  /**
   * Remembers a result; what is made of constants, or after the backward pass, is itself a
   * constant.
   */
  Tensor result(Ops tape, Tensor value, Rule rule, Tensor... operands) {
    List<Integer> inputs = new ArrayList<>();
    for (Tensor operand : operands) {
      if (operand instanceof RecordedTensor recorded && contains(operand)) {
        inputs.add(recorded.node());
      }
    }
    return inputs.isEmpty() || finished ? value : remember(tape, value, inputs, rule);
  }

  private RecordedTensor remember(Ops tape, Tensor value, List<Integer> inputs, Rule rule) {
    nodes.add(new Node(inputs, rule));
    return new RecordedTensor(tape, this, value, nodes.size() - 1);
  }

  /**
   * Runs through the recording backward and drops it on the way.
   *
   * @param loss one entry
   * @param wanted the recorded tensors whose gradients are asked for
   * @return what holds these gradients
   */
  Gradients backward(Tensor loss, List<RecordedTensor> wanted) {
    requireUnfinished();
    Tensor value = value("gradients", loss);
    if (value.shape().size() != 1) {
      throw new IllegalArgumentException(
          "gradients: the loss has shape "
              + value.shape()
              + "; gradients are those of a single number, so sum or average it first");
    }
    finished = true;
    boolean[] kept = new boolean[nodes.size()];
    wanted.forEach(x -> kept[x.node()] = true);
    Gradients gradients = new Gradients(raw, needed(kept));
    gradients.add(loss, () -> raw.full(1, value.shape()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Tensor gradient = gradients.of(i);
      Node node = nodes.remove(i);
      if (gradient != null) {
        node.rule().pull(gradient, gradients);
      }
      if (!kept[i]) {
        gradients.forget(i);
      }
    }
    return gradients;
  }

  /**
   * Returns for each node whether a wanted gradient depends on its own: it is wanted, or computed
   * from what is needed.
   */
  private boolean[] needed(boolean[] wanted) {
    boolean[] needed = wanted.clone();
    for (int i = 0; i < needed.length; i++) {
      for (int input : nodes.get(i).inputs()) {
        needed[i] |= needed[input];
      }
    }
    return needed;
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException(
          "gradients: this tape has run its backward pass and dropped what it recorded; use a new Tape for each");
    }
  }

  /** One recorded operation. */
  private record Node(List<Integer> inputs, Rule rule) {}
}
