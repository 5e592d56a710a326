package io.github.vae4j.api.tensor;

/**
 * A flat buffer of a backend's element type that outlives scopes, keeps its address and may be
 * written.
 *
 * <p>Parameters, their gradients and the moments of an optimiser each live in one state; {@link
 * Ops#view} reads it as tensors. All methods here that write are the only ways to write it. Ranges
 * are (offset, length) in entries; a range outside the buffer is refused with {@link
 * IllegalArgumentException} naming range and size, a closed state with {@link
 * IllegalStateException}. One thread writes at a time; many may read while none writes.
 *
 * <p><b>Health.</b> {@code health} arguments are states of {@link #HEALTH_SIZE} entries: at 0
 * stands 1 while all measured numbers were finite and 0 ever after one was not; at 1 the last
 * measured norm. Updates given a {@code health} do nothing while its first entry is 0, so that the
 * last good values survive.
 */
public interface State extends AutoCloseable {
  /** The number of entries of a {@code health} state. */
  int HEALTH_SIZE = 2;

  /** Returns the backend that allocated it. */
  Backend backend();

  /** Returns the number of entries. */
  long size();

  /** Copies host values in, rounding to the element type. */
  void set(long offset, float[] values);

  /** Copies host values in, rounding to the element type. */
  void set(long offset, double[] values);

  /** Sets every entry of a range to one value. */
  void fill(long offset, long length, double value);

  /** Returns a range, rounded to float. */
  float[] toFloats(long offset, int length);

  /** Returns a range. */
  double[] toDoubles(long offset, int length);

  /** Writes the entries of a tensor, in row-major order, from {@code offset} on. */
  void assign(long offset, Tensor value);

  /**
   * Writes the entries of a tensor, in row-major order, from {@code offset} on, while {@code
   * health} is good.
   */
  void assign(long offset, Tensor value, State health);

  /** Adds the entries of a tensor, in row-major order, from {@code offset} on. */
  void accumulate(long offset, Tensor value);

  /**
   * Judges a step by this state as its gradients and by its loss: writes the Euclidean norm of all
   * entries to {@code health[1]}, and 0 to {@code health[0]} if that norm or {@code loss} is not
   * finite.
   *
   * @param loss one entry
   */
  void measure(Tensor loss, State health);

  /**
   * One step of Adam or AdamW on a range of parameters (this state), with moments of the same
   * layout.
   *
   * <p>With g the gradient times min(1, {@link StepScalar#CLIP_NORM} / norm) (norm as measured in
   * {@code health}; 0 means no clipping) plus {@link StepScalar#WEIGHT_DECAY} · θ: m ← β₁m +
   * (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − η (m / c₁) / (√(v / c₂) + ε) − η · {@link
   * StepScalar#DECOUPLED_DECAY} · θ. Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019,
   * algorithm 2.
   *
   * <p>A moment below 10⁻³⁰ in magnitude may be set to 0: left alone, those of a parameter without
   * a gradient end as subnormal numbers, with which steps were seen to take 7 to 15 times as long.
   *
   * @param scalars entries in the order of {@link StepScalar}, among them c₁ = 1 − β₁ᵗ and c₂ = 1 −
   *     β₂ᵗ
   */
  void adamStep(
      long offset,
      long length,
      State gradients,
      State first,
      State second,
      State scalars,
      State health);

  /**
   * One step of {@link #adamStep Adam} on some rows of this state read as a table of rows of {@code
   * width}; other rows and their moments stay as they are.
   *
   * @param rows (n), whole numbers, all different
   * @param gradients (n, width)
   */
  void adamRows(
      int width,
      Tensor rows,
      Tensor gradients,
      State first,
      State second,
      State scalars,
      State health);

  /**
   * One step of gradient descent with momentum on a range: with g as in {@link #adamStep}, m ← βm +
   * g, θ ← θ − η m, β being {@link StepScalar#BETA1}. A tiny m may be set to 0 as there.
   */
  void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health);

  /**
   * Moves this state toward another of the same size: this ← d · this + (1 − d) · source, while
   * {@code health} is good.
   *
   * @param decay a state whose first entry is d, from 0 to 1
   */
  void average(State source, State decay, State health);

  /** Frees the memory; a second call does nothing. */
  @Override
  void close();
}
