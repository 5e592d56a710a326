package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Counter;

/** A counter that any thread may read while one writes. */
final class ReferenceCounter implements Counter {
  private volatile long value;
  private volatile boolean closed;

  @Override
  public long value() {
    requireOpen("value");
    return value;
  }

  @Override
  public void set(long value) {
    requireOpen("set");
    this.value = value;
  }

  @Override
  public void advance(long by) {
    set(value() + by);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(operation + ": the counter is closed; make a new one");
    }
  }
}
