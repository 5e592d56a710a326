package io.github.vae4j.core.data;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Set;
import java.util.function.Function;

/** The parts of a {@link Batch} that a {@link Dataset} fills, each (batch, width). */
public enum BatchPart {
  /** What the encoder reads and the likelihood scores. */
  X,
  /** c, 0 where it is not known. */
  CONDITION,
  /** 1 where c is known, 0 elsewhere. */
  KNOWN,
  /** 1 where x is scored, 0 elsewhere. */
  SCORED;

  /**
   * Returns a batch made of tensors of its parts.
   *
   * @param parts which there are, {@link #X} among them
   * @param tensor gives the values of a part, (batch, width)
   */
  public static Batch.Builder batch(Set<BatchPart> parts, Function<BatchPart, Tensor> tensor) {
    Batch.Builder batch = Batch.builder(tensor.apply(X)).condition(condition(parts, tensor));
    if (parts.contains(SCORED)) {
      batch.targetMask(tensor.apply(SCORED));
    }
    return batch;
  }

  private static Condition condition(Set<BatchPart> parts, Function<BatchPart, Tensor> tensor) {
    if (!parts.contains(CONDITION)) {
      return Condition.none();
    }
    Tensor value = tensor.apply(CONDITION);
    return parts.contains(KNOWN) ? Condition.of(value, tensor.apply(KNOWN)) : Condition.of(value);
  }
}
