package io.github.vae4j.core.component;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/** Events as one axis and back. */
final class Flat {
  private Flat() {}

  /** Returns (…, event…) as (…, size of event). */
  static Tensor flatten(Tensor value, Shape event) {
    if (event.rank() == 1) {
      return value;
    }
    Shape rows = value.shape().dropTrailing(event.rank());
    return value.reshape(rows.append(Math.toIntExact(event.size())));
  }

  /** Returns (…, size of event) as (…, event…). */
  static Tensor unflatten(Tensor flat, Shape event) {
    return event.rank() == 1 ? flat : flat.reshape(flat.shape().dropTrailing(1).append(event));
  }

  /** Refuses a tensor whose last axis has not {@code size} entries. */
  static void require(String reader, String what, Tensor value, int size) {
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
