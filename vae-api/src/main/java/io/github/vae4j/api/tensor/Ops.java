package io.github.vae4j.api.tensor;

/**
 * What a backend implements: pure functions on its own immutable tensors, each result belonging to
 * the scope that handed these operations out.
 *
 * <p>There are three groups: <i>primitives</i>, one method, one derivative; {@linkplain Fused fused
 * operations}, which a backend may override for speed; and {@linkplain Adjoints adjoints}, the fast
 * paths of derivatives. Broadcasting follows NumPy. Index tensors hold whole numbers, exact to 2²⁴
 * in float32. An operand of another backend, of another tape or of a closed scope is refused by
 * name.
 */
public interface Ops extends Adjoints {
  /** Returns the backend these operations run on. */
  Backend backend();

  /** Returns whether the operations are recorded to be differentiated. */
  boolean recording();

  /** Returns how many scopes lie around this one: 0 for an outermost scope. */
  int depth();

  /** Returns whether the scope is still open. */
  boolean open();
}
