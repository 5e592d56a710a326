package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of data as the parts of a model see them; a value of one pass. All tensors have the
 * batch as their first axis.
 */
public final class Batch {
  private final Tensor x;
  private final @Nullable Tensor mask;
  private final Tensor target;
  private final @Nullable Tensor targetMask;
  private final Condition condition;
  private final Map<String, Tensor> known;
  private final Map<String, Tensor> knownMasks;
  private final @Nullable Tensor rows;
  private final long observations;

  private Batch(Builder builder) {
    x = builder.x;
    mask = builder.mask;
    target = builder.target == null ? builder.x : builder.target;
    targetMask =
        builder.target == null && builder.targetMask == null ? builder.mask : builder.targetMask;
    condition = builder.condition;
    known = Map.copyOf(builder.known);
    knownMasks = Map.copyOf(builder.knownMasks);
    rows = builder.rows;
    observations = builder.observations;
  }

  /**
   * Returns a batch of which everything is observed and which is to be reconstructed as it is,
   * (batch, dataSize).
   */
  public static Batch of(Tensor x) {
    return builder(x).build();
  }

  /** Returns a builder of a batch in which the encoder reads {@code x}, (batch, dataSize). */
  public static Builder builder(Tensor x) {
    return new Builder(x);
  }

  /** Returns the number of rows. */
  public int size() {
    return x.shape().dim(0);
  }

  /**
   * Returns what the encoder reads, (batch, dataSize); any finite value stands where an entry is
   * not observed.
   */
  public Tensor x() {
    return x;
  }

  /** Returns 1 where x is observed and 0 elsewhere, or empty where all of it is. */
  public Optional<Tensor> mask() {
    return Optional.ofNullable(mask);
  }

  /** Returns the raw values to be scored, (batch, dataSize); x itself unless they were given. */
  public Tensor target() {
    return target;
  }

  /** Returns 1 where the target is to be scored and 0 elsewhere, or empty where all of it is. */
  public Optional<Tensor> targetMask() {
    return Optional.ofNullable(targetMask);
  }

  /** Returns c. */
  public Condition condition() {
    return condition;
  }

  /** Returns the known values of a latent group, (batch, event…), if any row's is known. */
  public Optional<Known> known(LatentGroup group) {
    Tensor value = known.get(group.name());
    return value == null
        ? Optional.empty()
        : Optional.of(new Known(value, Optional.ofNullable(knownMasks.get(group.name()))));
  }

  /**
   * Returns the numbers of these rows in the training set, (batch), or empty for rows that are not
   * of it: a validation row must not meet a training row's own parameters.
   */
  public Optional<Tensor> rows() {
    return Optional.ofNullable(rows);
  }

  /**
   * Returns N, the size of the set these rows are drawn from; the size of the batch unless it was
   * given.
   */
  public long observations() {
    return observations;
  }

  /**
   * Latents that are given rather than inferred.
   *
   * @param value (batch, event…), any possible value where not known
   * @param mask (batch), 1 where known, 0 elsewhere; empty where all are
   */
  public record Known(Tensor value, Optional<Tensor> mask) {}

  /** Collects the parts of a batch. */
  public static final class Builder {
    private final Tensor x;
    private @Nullable Tensor mask;
    private @Nullable Tensor target;
    private @Nullable Tensor targetMask;
    private Condition condition = Condition.none();
    private final Map<String, Tensor> known = new HashMap<>();
    private final Map<String, Tensor> knownMasks = new HashMap<>();
    private @Nullable Tensor rows;
    private long observations;

    private Builder(Tensor x) {
      if (x.shape().rank() != 2) {
        throw new IllegalArgumentException("Batch: x must be (batch, dataSize), got " + x.shape());
      }
      this.x = x;
      observations = x.shape().dim(0);
    }

    /** Sets which entries of x are observed: 1 or 0, the shape of x. */
    public Builder mask(Tensor mask) {
      this.mask = rows("mask", mask, x.shape());
      return this;
    }

    /** Sets what is scored, (batch, dataSize). */
    public Builder target(Tensor target) {
      this.target = rows("target", target, x.shape().leading(1));
      return this;
    }

    /** Sets which entries of the target are scored: 1 or 0, the shape of the target. */
    public Builder targetMask(Tensor mask) {
      this.targetMask = rows("targetMask", mask, x.shape().leading(1));
      return this;
    }

    /** Sets c, which has a row for each of x. */
    public Builder condition(Condition condition) {
      condition.value().ifPresent(c -> rows("condition", c, x.shape().leading(1)));
      this.condition = condition;
      return this;
    }

    /** Sets the value of a latent group for all rows, (batch, event…). */
    public Builder known(LatentGroup group, Tensor value) {
      known.put(group.name(), rows("known", value, x.shape().leading(1)));
      knownMasks.remove(group.name());
      return this;
    }

    /**
     * Sets the value of a latent group for the rows whose mask is 1; value (batch, event…), mask
     * (batch).
     */
    public Builder known(LatentGroup group, Tensor value, Tensor mask) {
      known(group, value);
      knownMasks.put(group.name(), rows("known", mask, x.shape().leading(1)));
      return this;
    }

    /** Sets the numbers of these rows in the training set, (batch). */
    public Builder rows(Tensor rows) {
      this.rows = rows("rows", rows, x.shape().leading(1));
      return this;
    }

    /** Sets the size of the set these rows are drawn from. */
    public Builder observations(long observations) {
      this.observations = observations;
      return this;
    }

    /** Returns the batch. */
    public Batch build() {
      return new Batch(this);
    }

    private static Tensor rows(String part, Tensor value, Shape begin) {
      Shape shape = value.shape();
      if (shape.rank() < begin.rank() || !shape.leading(begin.rank()).equals(begin)) {
        throw new IllegalArgumentException(
            "Batch: " + part + " must begin with " + begin + ", got " + shape);
      }
      return value;
    }
  }
}
