package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the tensors made by its operations, and the scopes opened inside it. A lock, one for all
 * scopes inside an outermost one, is for the backend alone, which may close them from another
 * thread.
 */
final class Nd4jScope implements Scope {
  private final Nd4jBackend backend;
  private final @Nullable Nd4jScope outer;
  private final int depth;
  private final Object lock;
  private final Nd4jOps ops;
  private final List<Nd4jTensor> tensors = new ArrayList<>();
  private final List<Nd4jScope> inner = new ArrayList<>();
  private volatile boolean open = true;

  Nd4jScope(Nd4jBackend backend, @Nullable Nd4jScope outer) {
    this.backend = backend;
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
    this.lock = outer == null ? new Object() : outer.lock;
    this.ops = new Nd4jOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Scope nested() {
    synchronized (lock) {
      requireOpen("nested");
      Nd4jScope scope = new Nd4jScope(backend, this);
      inner.add(scope);
      return scope;
    }
  }

  @Override
  public Tensor keep(Tensor tensor) {
    requireOpen("keep");
    if (!(tensor instanceof Nd4jTensor mine) || mine.scope() != this) {
      throw new IllegalArgumentException(
          "keep: the tensor of shape "
              + tensor.shape()
              + " belongs to another scope"
              + (tensor.ops().recording()
                  ? " (it is recorded on a tape; keep its stopGradient())"
                  : "")
              + "; only the scope that made a tensor can keep it");
    }
    if (outer == null) {
      throw new IllegalStateException(
          "keep: no scope is around this one; copy the tensor of shape "
              + tensor.shape()
              + " to the host, or into a State");
    }
    synchronized (lock) {
      requireOpen("keep");
      outer.tensors.add(mine);
      mine.moveTo(outer);
    }
    return mine;
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (open) {
        open = false;
        free();
      }
    }
  }

  private void free() {
    for (Nd4jScope scope : List.copyOf(inner)) {
      scope.close();
    }
    for (Nd4jTensor tensor : tensors) {
      if (tensor.scope() == this) {
        tensor.free(backend.memory);
      }
    }
    tensors.clear();
    if (outer == null) {
      backend.forget(this);
    } else {
      outer.inner.remove(this);
    }
  }

  /** Returns a tensor whose entries are still to be written. */
  Nd4jTensor make(String operation, Shape shape) {
    synchronized (lock) {
      requireOpen(operation);
      Block block = backend.memory.take(operation, shape.size());
      return add(new Nd4jTensor(this, shape, new Span(block, 0, (int) shape.size()), null));
    }
  }

  /** Returns a tensor of entries that another tensor has too. */
  Nd4jTensor makeShared(String operation, Shape shape, Span span) {
    synchronized (lock) {
      requireOpen(operation);
      backend.memory.share(span.block());
      return add(new Nd4jTensor(this, shape, span, null));
    }
  }

  Nd4jTensor makeView(Shape shape, Nd4jState state, Span span) {
    synchronized (lock) {
      requireOpen("view");
      Nd4jTensor view = new Nd4jTensor(this, shape, span, state);
      tensors.add(view);
      return view;
    }
  }

  private Nd4jTensor add(Nd4jTensor tensor) {
    backend.memory.counted(1);
    tensors.add(tensor);
    return tensor;
  }

  Nd4jBackend backend() {
    return backend;
  }

  int depth() {
    return depth;
  }

  boolean isOpen() {
    return open;
  }

  private void requireOpen(String operation) {
    if (!open) {
      throw new IllegalStateException(operation + ": the scope is closed; open another");
    }
  }
}
