package io.github.vae4j.jcuda;

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
final class JcudaScope implements Scope {
  private final JcudaBackend backend;
  private final @Nullable JcudaScope outer;
  private final int depth;
  private final Object lock;
  private final Lane lane;
  private final Arena arena;
  private final JcudaOps ops;
  private final List<JcudaTensor> tensors = new ArrayList<>();
  private final List<JcudaScope> inner = new ArrayList<>();
  private volatile boolean open = true;

  JcudaScope(JcudaBackend backend, @Nullable JcudaScope outer) {
    this.backend = backend;
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
    this.lock = outer == null ? new Object() : outer.lock;
    this.lane = outer == null ? backend.lane() : outer.lane;
    this.arena = new Arena(lane.pool());
    this.ops = new JcudaOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Scope nested() {
    synchronized (lock) {
      requireOpen("nested");
      JcudaScope scope = new JcudaScope(backend, this);
      inner.add(scope);
      return scope;
    }
  }

  /** The tensor's entries are copied, so that a small one does not hold the block of a large. */
  @Override
  public Tensor keep(Tensor tensor) {
    requireOpen("keep");
    if (!(tensor instanceof JcudaTensor mine) || mine.scope() != this) {
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
      moveOut(mine, outer);
    }
    return mine;
  }

  private void moveOut(JcudaTensor tensor, JcudaScope target) {
    if (tensor.source() != null) {
      tensor.moveTo(target);
    } else {
      int size = (int) tensor.shape().size();
      Arena.Piece piece = target.piece("keep", size);
      lane.queue().copy(tensor.address("keep"), piece.address(), size);
      tensor.moveTo(target, piece.address(), backend.storage(piece.block(), size));
    }
    target.tensors.add(tensor);
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
    for (JcudaScope scope : List.copyOf(inner)) {
      scope.close();
    }
    for (JcudaTensor tensor : tensors) {
      if (tensor.scope() == this) {
        tensor.free();
      }
    }
    tensors.clear();
    arena.close();
    if (outer == null) {
      backend.forget(this);
    } else {
      outer.inner.remove(this);
    }
  }

  private Arena.Piece piece(String operation, long floats) {
    return arena.take(operation, Math.max(1, floats) * Float.BYTES);
  }

  /** Returns a tensor whose entries are still to be written. */
  JcudaTensor make(String operation, Shape shape) {
    synchronized (lock) {
      requireOpen(operation);
      return add(shape, piece(operation, shape.size()));
    }
  }

  /** Returns a tensor of entries that never change. */
  JcudaTensor makeConstant(String operation, Shape shape, float[] values) {
    JcudaTensor tensor;
    synchronized (lock) {
      requireOpen(operation);
      long bytes = Math.max(1, shape.size()) * Float.BYTES;
      tensor = add(shape, lane.constants().orElse(arena).take(operation, bytes));
    }
    lane.queue().constant(values, tensor.address(operation));
    return tensor;
  }

  private JcudaTensor add(Shape shape, Arena.Piece piece) {
    Storage storage = backend.storage(piece.block(), shape.size());
    JcudaTensor tensor = new JcudaTensor(this, shape, piece.address(), storage);
    tensors.add(tensor);
    return tensor;
  }

  /** Returns memory for so many floats that lasts as long as this scope. */
  long scratch(String operation, long floats) {
    synchronized (lock) {
      requireOpen(operation);
      return piece(operation, floats).address();
    }
  }

  /** Returns a tensor of entries that another tensor has too. */
  JcudaTensor makeShared(String operation, Shape shape, long address, Storage storage) {
    synchronized (lock) {
      requireOpen(operation);
      JcudaTensor tensor = new JcudaTensor(this, shape, address, storage);
      tensors.add(tensor);
      return tensor;
    }
  }

  JcudaTensor makeView(Shape shape, long address, JcudaState state) {
    synchronized (lock) {
      requireOpen("view");
      JcudaTensor view = new JcudaTensor(this, shape, address, state);
      tensors.add(view);
      return view;
    }
  }

  JcudaBackend backend() {
    return backend;
  }

  Lane lane() {
    return lane;
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
