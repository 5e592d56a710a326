package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.OwningScope;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Owns the tensors made by its operations, and the scopes opened inside it. */
final class Nd4jScope extends OwningScope<Nd4jScope> {
  private final Nd4jBackend backend;
  private final Nd4jOps ops;

  Nd4jScope(Nd4jBackend backend, @Nullable Nd4jScope outer) {
    super(outer);
    this.backend = backend;
    this.ops = new Nd4jOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  protected Nd4jScope inside() {
    return new Nd4jScope(backend, this);
  }

  @Override
  protected void closed() {
    backend.forget(this);
  }

  /** Returns a tensor whose entries are still to be written. */
  Nd4jTensor make(String operation, Shape shape) {
    return own(
        operation,
        () -> {
          Block block = backend.memory.take(operation, shape.size());
          backend.memory.counted(1);
          return new Nd4jTensor(this, shape, new Span(block, 0, (int) shape.size()), null);
        });
  }

  /** Returns a tensor of entries that another tensor has too. */
  Nd4jTensor makeShared(String operation, Shape shape, Span span) {
    return own(
        operation,
        () -> {
          backend.memory.share(span.block());
          backend.memory.counted(1);
          return new Nd4jTensor(this, shape, span, null);
        });
  }

  Nd4jTensor makeView(Shape shape, Nd4jState state, Span span) {
    return own("view", () -> new Nd4jTensor(this, shape, span, state));
  }

  Nd4jBackend backend() {
    return backend;
  }
}
