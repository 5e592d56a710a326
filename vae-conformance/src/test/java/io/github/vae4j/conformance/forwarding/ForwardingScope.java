package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Tensor;

/** A scope that hands every call on. */
public class ForwardingScope implements Scope {
  private final ForwardingBackend backend;
  private final Scope inner;
  private final ForwardingOps ops;
  private final ForwardingOps outer;

  /** Makes a scope of a backend on one of the backend it forwards to. */
  public ForwardingScope(ForwardingBackend backend, Scope inner, ForwardingOps outer) {
    this.backend = backend;
    this.inner = inner;
    this.ops = backend.operations(inner.ops());
    this.outer = outer;
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Scope nested() {
    return backend.around(inner.nested(), ops);
  }

  @Override
  public Tensor keep(Tensor tensor) {
    Tensor kept = inner.keep(ops.raw(tensor));
    return outer.made(kept);
  }

  @Override
  public void close() {
    inner.close();
  }
}
