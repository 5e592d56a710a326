package io.github.vae4j.api.tensor;

/** An elementwise function between layers. */
public enum Activation {
  /** f(x) = x. */
  IDENTITY,
  /** f(x) = max(x, 0), with derivative 0 at 0. */
  RELU,
  /** f(x) = tanh x. */
  TANH,
  /** f(x) = 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** f(x) = log(1 + eˣ). */
  SOFTPLUS,
  /** f(x) = x / (1 + e⁻ˣ), also called swish; Elfwing et al. 2018. */
  SILU;

  /** Returns whether f′(x) can be computed from f(x) alone; not so for {@link #SILU}. */
  public boolean differentiableFromOutput() {
    return this != SILU;
  }
}
