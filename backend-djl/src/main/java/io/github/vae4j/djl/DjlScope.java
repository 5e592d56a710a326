package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.OwningScope;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Owns the tensors made by its operations, and the scopes opened inside it. */
final class DjlScope extends OwningScope<DjlScope> {
  private final DjlBackend backend;
  private final Caller caller;
  private final DjlOps ops;

  DjlScope(DjlBackend backend, @Nullable DjlScope outer) {
    super(outer);
    this.backend = backend;
    this.caller = outer == null ? backend.caller() : outer.caller;
    this.ops = new DjlOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  protected DjlScope inside() {
    return new DjlScope(backend, this);
  }

  @Override
  protected void closed() {
    backend.forget(this);
  }

  /** Returns a tensor with entries of its own; those of a captured step are its program's. */
  DjlTensor make(String operation, Shape shape, Value value) {
    Storage storage =
        caller instanceof Immediate
            ? new Storage(backend.ledger(), Float.BYTES * shape.size())
            : null;
    return add(operation, new DjlTensor(this, shape, value, storage, null, null));
  }

  /** Returns a tensor of entries that another tensor has too. */
  DjlTensor makeShared(String operation, Shape shape, Value value, DjlTensor other) {
    return add(operation, new DjlTensor(this, shape, value, other.storage(), null, null));
  }

  /** Returns a variable with the entries of another in a shape of its own. */
  DjlTensor makeReshaped(String operation, Shape shape, Value value, DjlTensor original) {
    return add(operation, new DjlTensor(this, shape, value, null, null, original));
  }

  DjlTensor makeView(Shape shape, DjlState state, Value value) {
    return add("view", new DjlTensor(this, shape, value, null, state, null));
  }

  private DjlTensor add(String operation, DjlTensor tensor) {
    tensor.use();
    try {
      return own(operation, () -> tensor);
    } catch (IllegalStateException e) {
      tensor.free();
      throw e;
    }
  }

  DjlBackend backend() {
    return backend;
  }

  Caller caller() {
    return caller;
  }
}
