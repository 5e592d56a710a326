package io.github.vae4j.api.tensor;

/**
 * What the tensors of every backend have in common: a shape, and the scope that owns them.
 *
 * @param <S> the backend's scope
 */
public abstract class OwnedTensor<S extends OwningScope<S>> implements Tensor {
  private final Shape shape;
  private volatile S scope;

  /** Makes a tensor of a scope, which is to {@linkplain OwningScope#own own} it. */
  protected OwnedTensor(S scope, Shape shape) {
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public final Shape shape() {
    return shape;
  }

  @Override
  public final Ops ops() {
    return scope.ops();
  }

  /** Returns the scope that owns it. */
  public final S scope() {
    return scope;
  }

  /** Makes it a tensor of the scope around its own, because it is to be kept. */
  protected void moveTo(S outer) {
    scope = outer;
  }

  /** Frees its entries; called once, by the scope that owns it. */
  protected abstract void free();

  /**
   * Refuses to be used once its scope has closed.
   *
   * @param operation that was given this tensor
   * @throws IllegalStateException if the scope is closed
   */
  protected final void requireOpen(String operation) {
    if (!scope.isOpen()) {
      throw OperandRules.closed(operation, this);
    }
  }

  @Override
  public final String toString() {
    return "Tensor" + shape + " on " + ops().backend().name();
  }
}
