package io.github.vae4j.core.nn;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/** Events of any shape as the one axis that layers read, and back. */
public final class Flat {
  private Flat() {}

  /**
   * Returns events as vectors.
   *
   * @param value (…, event…)
   * @return (…, size of event)
   */
  public static Tensor flatten(Tensor value, Shape event) {
    if (event.rank() == 1) {
      return value;
    }
    Shape rows = value.shape().dropTrailing(event.rank());
    return value.reshape(rows.append(Math.toIntExact(event.size())));
  }

  /**
   * Returns vectors as events.
   *
   * @param flat (…, size of event)
   * @return (…, event…)
   */
  public static Tensor unflatten(Tensor flat, Shape event) {
    return event.rank() == 1 ? flat : flat.reshape(flat.shape().dropTrailing(1).append(event));
  }

  /**
   * Refuses a tensor whose last axis has not {@code size} entries.
   *
   * @param reader who reads it, which the message begins with, such as {@code encoder 'mlp'}
   * @param what it is to the reader, such as {@code x}
   * @throws IllegalArgumentException naming the tensor's shape and the size
   */
  public static void require(String reader, String what, Tensor value, int size) {
    Shape shape = value.shape();
    if (shape.rank() == 0 || shape.dim(-1) != size) {
      throw new IllegalArgumentException(
          reader
              + ": "
              + what
              + " has shape "
              + shape
              + "; its last axis must have "
              + size
              + " entries");
    }
  }
}
