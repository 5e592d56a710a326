package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owns the tensors made by its operations, and the scopes opened inside it. */
final class ReferenceScope implements Scope {
  private final ReferenceBackend backend;
  private final @Nullable ReferenceScope outer;
  private final int depth;
  private final ReferenceOps ops;
  private final Set<ReferenceTensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<ReferenceScope> inner = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean open = true;

  ReferenceScope(ReferenceBackend backend, @Nullable ReferenceScope outer) {
    this.backend = backend;
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
    this.ops = new ReferenceOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Scope nested() {
    requireOpen("nested");
    ReferenceScope scope = new ReferenceScope(backend, this);
    inner.add(scope);
    return scope;
  }

  @Override
  public Tensor keep(Tensor tensor) {
    requireOpen("keep");
    if (!(tensor instanceof ReferenceTensor mine) || !tensors.contains(mine)) {
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
    tensors.remove(mine);
    outer.tensors.add(mine);
    mine.moveTo(outer);
    return mine;
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    for (ReferenceScope scope : Set.copyOf(inner)) {
      scope.close();
    }
    for (ReferenceTensor tensor : tensors) {
      tensor.free();
    }
    tensors.clear();
    if (outer == null) {
      backend.forget(this);
    } else {
      outer.inner.remove(this);
    }
  }

  ReferenceTensor make(Shape shape, double[] values) {
    ReferenceTensor tensor = new ReferenceTensor(this, shape, values, null, 0);
    tensors.add(tensor);
    backend.allocated(values.length);
    return tensor;
  }

  ReferenceTensor makeView(Shape shape, ReferenceState state, int offset) {
    ReferenceTensor tensor = new ReferenceTensor(this, shape, new double[0], state, offset);
    tensors.add(tensor);
    return tensor;
  }

  ReferenceBackend backend() {
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
