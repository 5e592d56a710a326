package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.OwningScope;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Owns the tensors made by its operations, and the scopes opened inside it. */
final class ReferenceScope extends OwningScope<ReferenceScope> {
  private final ReferenceBackend backend;
  private final ReferenceOps ops;

  ReferenceScope(ReferenceBackend backend, @Nullable ReferenceScope outer) {
    super(outer);
    this.backend = backend;
    this.ops = new ReferenceOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  protected ReferenceScope inside() {
    return new ReferenceScope(backend, this);
  }

  @Override
  protected void closed() {
    backend.forget(this);
  }

  ReferenceTensor make(Shape shape, double[] values) {
    return own(
        "make",
        () -> {
          backend.allocated(values.length);
          return new ReferenceTensor(this, shape, values, null, 0);
        });
  }

  ReferenceTensor makeView(Shape shape, ReferenceState state, int offset) {
    return own("view", () -> new ReferenceTensor(this, shape, new double[0], state, offset));
  }

  ReferenceBackend backend() {
    return backend;
  }
}
