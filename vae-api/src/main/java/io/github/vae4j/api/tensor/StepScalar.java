package io.github.vae4j.api.tensor;

/**
 * The numbers an optimiser step reads from a state, each at its {@link #ordinal()}; see {@link
 * State#adamStep}.
 */
public enum StepScalar {
  /** η, the learning rate. */
  LEARNING_RATE,
  /** β₁ of Adam, or the momentum of gradient descent. */
  BETA1,
  /** β₂ of Adam. */
  BETA2,
  /** ε of Adam, added to the root. */
  EPSILON,
  /** c₁ = 1 − β₁ᵗ, computed in double. */
  CORRECTION1,
  /** c₂ = 1 − β₂ᵗ, computed in double. */
  CORRECTION2,
  /** Weight decay added to the gradient (L2). */
  WEIGHT_DECAY,
  /** Weight decay applied to the parameter itself (AdamW). */
  DECOUPLED_DECAY,
  /** The largest Euclidean norm of all gradients together; 0 for none. */
  CLIP_NORM
}
