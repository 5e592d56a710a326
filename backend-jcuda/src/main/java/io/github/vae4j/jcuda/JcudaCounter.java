package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Counter;

/** A number in the device's memory, read there by the kernels that draw. */
final class JcudaCounter implements Counter, Lasting {
  private final JcudaBackend backend;
  private final long address;
  private volatile boolean closed;

  JcudaCounter(JcudaBackend backend, long address) {
    this.backend = backend;
    this.address = address;
  }

  JcudaBackend backend() {
    return backend;
  }

  /** Returns where the number stands. */
  long address(String operation) {
    requireOpen(operation);
    return address;
  }

  @Override
  public void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(operation + ": the counter is closed; make a new one");
    }
    backend.uses(this);
  }

  @Override
  public long value() {
    return backend.lane().queue().number("value", address("value"));
  }

  @Override
  public void set(long value) {
    backend.lane().queue().upload(value, address("set"));
  }

  @Override
  public void advance(long by) {
    backend.lane().queue().launch("counter_advance", Grid.blocks(1), address("advance"), by);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      backend.requireUncaptured("close");
      closed = true;
      backend.freed(this, address);
    }
  }
}
