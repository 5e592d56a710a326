package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Set;

/** A backend that hands every call on to the reference; a subclass lies in one of them. */
public class ForwardingBackend implements Backend {
  private final Backend inner = new ReferenceBackend();

  /** Returns the operations of a scope around those of the inner scope. */
  protected ForwardingOps operations(Ops ops) {
    return new ForwardingOps(this, ops);
  }

  /** Returns a state around one of the inner backend. */
  protected State around(State state) {
    return new ForwardingState(this, state);
  }

  /** Returns a scope around one of the inner backend. */
  protected Scope around(Scope scope, ForwardingOps outer) {
    return new ForwardingScope(this, scope, outer);
  }

  /**
   * Returns the tensor of the inner backend behind a tensor; one that is not this backend's stays
   * as it is.
   */
  protected Tensor raw(Tensor x) {
    return x instanceof ForwardingTensor mine && mine.ops().backend() == this ? mine.inner() : x;
  }

  @Override
  public String name() {
    return "liar";
  }

  @Override
  public String device() {
    return inner.device();
  }

  @Override
  public ElementType elementType() {
    return inner.elementType();
  }

  @Override
  public Scope scope() {
    return around(inner.scope(), null);
  }

  @Override
  public State state(long size) {
    return around(inner.state(size));
  }

  @Override
  public Counter counter() {
    return inner.counter();
  }

  @Override
  public Replay capture(Runnable step) {
    return inner.capture(step);
  }

  @Override
  public Set<String> unsupported() {
    return inner.unsupported();
  }

  @Override
  public MemoryUse memory() {
    return inner.memory();
  }

  @Override
  public void close() {
    inner.close();
  }
}
