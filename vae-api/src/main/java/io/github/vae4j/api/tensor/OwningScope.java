package io.github.vae4j.api.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the scopes of every backend have in common: which tensors they own, scopes in scopes,
 * keeping, closing. A backend's scope extends it and makes the tensors; its tensors extend {@link
 * OwnedTensor}.
 *
 * <p>A lock, one for all scopes inside an outermost one, is for the backend alone, which may close
 * them from another thread.
 *
 * @param <S> the backend's scope
 */
public abstract class OwningScope<S extends OwningScope<S>> implements Scope {
  private final @Nullable S outer;
  private final int depth;
  private final Object lock;
  private final List<OwnedTensor<S>> tensors = new ArrayList<>();
  private final List<S> inner = new ArrayList<>();
  private volatile boolean open = true;

  /**
   * Makes an open scope.
   *
   * @param outer the scope around it; null for an outermost one
   */
  protected OwningScope(@Nullable S outer) {
    this.outer = outer;
    depth = outer == null ? 0 : outer.depth() + 1;
    lock = outer == null ? new Object() : ((OwningScope<S>) outer).lock;
  }

  /** Returns a new scope inside this one. */
  protected abstract S inside();

  /** Is called once, when the scope has closed and all its tensors are freed. */
  protected abstract void closed();

  @Override
  public final Scope nested() {
    synchronized (lock) {
      requireOpen("nested");
      S scope = inside();
      inner.add(scope);
      return scope;
    }
  }

  @Override
  public final Tensor keep(Tensor tensor) {
    requireOpen("keep");
    if (!(tensor instanceof OwnedTensor<?> mine) || mine.scope() != this) {
      throw new IllegalArgumentException(
          "keep: the tensor of shape "
              + tensor.shape()
              + " belongs to another scope"
              + (tensor.ops().recording()
                  ? " (it is recorded on a tape; keep its stopGradient())"
                  : "")
              + "; only the scope that made a tensor can keep it");
    }
    S target = outer;
    if (target == null) {
      throw new IllegalStateException(
          "keep: no scope is around this one; copy the tensor of shape "
              + tensor.shape()
              + " to the host, or into a State");
    }
    @SuppressWarnings("unchecked") // it names this scope as its own
    OwnedTensor<S> owned = (OwnedTensor<S>) mine;
    synchronized (lock) {
      requireOpen("keep");
      owned.moveTo(target);
      ((OwningScope<S>) target).tensors.add(owned);
    }
    return owned;
  }

  @Override
  public final void close() {
    synchronized (lock) {
      if (open) {
        open = false;
        free();
      }
    }
  }

  /** Frees all that can be freed, and raises the first failure. */
  private void free() {
    List<Runnable> frees = new ArrayList<>();
    inner.forEach(scope -> frees.add(scope::close));
    for (OwnedTensor<S> tensor : tensors) {
      if (tensor.scope() == this) {
        frees.add(tensor::free);
      }
    }
    frees.add(this::closed);
    if (outer != null) {
      frees.add(() -> ((OwningScope<S>) outer).inner.remove(this));
    }
    RuntimeException failure = null;
    for (Runnable each : frees) {
      try {
        each.run();
      } catch (RuntimeException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    tensors.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Makes a tensor and owns it.
   *
   * @param operation that makes it, for messages
   * @param making is called while the scope is open
   * @throws IllegalStateException if the scope is closed
   */
  protected final <T extends OwnedTensor<S>> T own(String operation, Supplier<T> making) {
    return whileOpen(
        operation,
        () -> {
          T tensor = making.get();
          tensors.add(tensor);
          return tensor;
        });
  }

  /**
   * Does what the scope must not be closed under.
   *
   * @param operation that does it, for messages
   * @throws IllegalStateException if the scope is closed
   */
  protected final <R> R whileOpen(String operation, Supplier<R> work) {
    synchronized (lock) {
      requireOpen(operation);
      return work.get();
    }
  }

  /** Returns how many scopes lie around this one. */
  public final int depth() {
    return depth;
  }

  /** Returns whether it is still open. */
  public final boolean isOpen() {
    return open;
  }

  private void requireOpen(String operation) {
    if (!open) {
      throw new IllegalStateException(operation + ": the scope is closed; open another");
    }
  }
}
