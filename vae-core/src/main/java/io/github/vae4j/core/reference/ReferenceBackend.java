package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The oracle: all operations in double precision on one thread. Fused operations and adjoints are
 * the compositions that their interfaces define.
 */
public final class ReferenceBackend implements Backend {
  private final Set<ReferenceScope> scopes = ConcurrentHashMap.newKeySet();
  private final Set<ReferenceState> states = ConcurrentHashMap.newKeySet();
  private final AtomicLong tensors = new AtomicLong();
  private final AtomicLong entries = new AtomicLong();
  private volatile boolean closed;

  /** Makes a backend that holds nothing. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String device() {
    return "cpu, 1 thread";
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT64;
  }

  @Override
  public synchronized Scope scope() {
    requireOpen("scope");
    ReferenceScope scope = new ReferenceScope(this, null);
    scopes.add(scope);
    return scope;
  }

  @Override
  public synchronized State state(long size) {
    requireOpen("state");
    if (size < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "state: the size must lie from 0 to " + (Integer.MAX_VALUE - 8) + ", got " + size);
    }
    ReferenceState state = new ReferenceState(this, (int) size);
    states.add(state);
    entries.addAndGet(size);
    return state;
  }

  @Override
  public Counter counter() {
    requireOpen("counter");
    return new ReferenceCounter();
  }

  @Override
  public MemoryUse memory() {
    long bytes = entries.get() * Double.BYTES;
    return new MemoryUse(tensors.get(), bytes, bytes);
  }

  @Override
  public synchronized void close() {
    closed = true;
    scopes.forEach(ReferenceScope::close);
    states.forEach(ReferenceState::close);
  }

  void allocated(long size) {
    tensors.incrementAndGet();
    entries.addAndGet(size);
  }

  void freed(long count, long size) {
    tensors.addAndGet(-count);
    entries.addAndGet(-size);
  }

  void forget(ReferenceScope scope) {
    scopes.remove(scope);
  }

  void forget(ReferenceState state) {
    states.remove(state);
    entries.addAndGet(-state.size());
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the backend 'reference' is closed; make a new one");
    }
  }
}
