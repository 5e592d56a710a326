package io.github.vae4j.api.tensor;

/**
 * The lifetime of tensors: what {@link #ops()} makes is freed when the scope closes, except what
 * was kept.
 *
 * <p>A scope belongs to the thread that uses it and is passed explicitly. Scopes nest; a training
 * step is one scope.
 */
public interface Scope extends AutoCloseable {
  /** Returns the operations whose results belong to this scope. */
  Ops ops();

  /** Opens a scope inside this one, which closes with it at the latest. */
  Scope nested();

  /**
   * Moves a tensor of this scope to the scope around it, so that it survives the closing, and
   * returns it.
   *
   * @throws IllegalStateException if no scope is around this one: copy the value to the host or
   *     into a {@link State}
   * @throws IllegalArgumentException if the tensor belongs to another scope
   */
  Tensor keep(Tensor tensor);

  /** Frees the tensors of this scope and of the scopes nested in it; a second call does nothing. */
  @Override
  void close();
}
