package io.github.vae4j.djl;

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
final class DjlScope implements Scope {
  private final DjlBackend backend;
  private final @Nullable DjlScope outer;
  private final int depth;
  private final Object lock;
  private final Caller caller;
  private final DjlOps ops;
  private final List<DjlTensor> tensors = new ArrayList<>();
  private final List<DjlScope> inner = new ArrayList<>();
  private volatile boolean open = true;

  DjlScope(DjlBackend backend, @Nullable DjlScope outer) {
    this.backend = backend;
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
    this.lock = outer == null ? new Object() : outer.lock;
    this.caller = outer == null ? backend.caller() : outer.caller;
    this.ops = new DjlOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Scope nested() {
    synchronized (lock) {
      requireOpen("nested");
      DjlScope scope = new DjlScope(backend, this);
      inner.add(scope);
      return scope;
    }
  }

  @Override
  public Tensor keep(Tensor tensor) {
    requireOpen("keep");
    if (!(tensor instanceof DjlTensor mine) || mine.scope() != this) {
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
    for (DjlScope scope : List.copyOf(inner)) {
      scope.close();
    }
    for (DjlTensor tensor : tensors) {
      if (tensor.scope() == this) {
        tensor.free();
      }
    }
    tensors.clear();
    if (outer == null) {
      backend.forget(this);
    } else {
      outer.inner.remove(this);
    }
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
    synchronized (lock) {
      tensor.use();
      if (!open) {
        tensor.free();
      }
      requireOpen(operation);
      tensors.add(tensor);
    }
    return tensor;
  }

  DjlBackend backend() {
    return backend;
  }

  Caller caller() {
    return caller;
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
