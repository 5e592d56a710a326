package io.github.vae4j.api.tensor;

/**
 * The numbers an optimiser step reads from a state, each at its {@link #index()}; see {@link
 * State#adamStep}.
 */
public enum StepScalar {
  /** η, the learning rate. */
  LEARNING_RATE(0),
  /** β₁ of Adam, or the momentum of gradient descent. */
  BETA1(1),
  /** β₂ of Adam. */
  BETA2(2),
  /** ε of Adam, added to the root. */
  EPSILON(3),
  /** c₁ = 1 − β₁ᵗ, computed in double. */
  CORRECTION1(4),
  /** c₂ = 1 − β₂ᵗ, computed in double. */
  CORRECTION2(5),
  /** Weight decay added to the gradient (L2). */
  WEIGHT_DECAY(6),
  /** Weight decay applied to the parameter itself (AdamW). */
  DECOUPLED_DECAY(7),
  /** The largest Euclidean norm of all gradients together; 0 for none. */
  CLIP_NORM(8),
  /**
   * t, how many turns the parameters of this step have had, this one included; exact to 2²⁴. A turn
   * that bad health left out counts. Parameters that move at every n-th step only have a turn at
   * those steps, and the rows of {@link State#adamRows} at each step of their table, whether or not
   * they were in its batch.
   */
  STEP(9);

  /** How many entries a state of these numbers has. */
  public static final int COUNT = 10;

  private final int index;

  StepScalar(int index) {
    this.index = index;
  }

  /** Returns the entry at which the number stands. */
  public int index() {
    return index;
  }
}
