package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a conditional model is told: c and which entries of it are known. */
public final class Condition {
  private static final Condition NONE = new Condition(null, null);

  private final @Nullable Tensor value;
  private final @Nullable Tensor mask;

  private Condition(@Nullable Tensor value, @Nullable Tensor mask) {
    this.value = value;
    this.mask = mask;
  }

  /** Returns the absence of a condition. */
  public static Condition none() {
    return NONE;
  }

  /** Returns a condition that is known whole, (batch, size). */
  public static Condition of(Tensor value) {
    return new Condition(value, null);
  }

  /** Returns a condition of which entries with mask 0 are unknown; both (batch, size). */
  public static Condition of(Tensor value, Tensor mask) {
    return new Condition(value, mask);
  }

  /** Returns c, (batch, size). */
  public Optional<Tensor> value() {
    return Optional.ofNullable(value);
  }

  /** Returns 1 where c is known and 0 elsewhere, or empty where all of it is. */
  public Optional<Tensor> mask() {
    return Optional.ofNullable(mask);
  }

  /**
   * Returns c.
   *
   * @param reader who needs it, named in the message
   * @throws IllegalArgumentException if there is none
   */
  public Tensor require(String reader) {
    if (value == null) {
      throw new IllegalArgumentException(
          reader
              + ": this model is conditional and no condition was given; pass one of shape (batch, size)");
    }
    return value;
  }
}
