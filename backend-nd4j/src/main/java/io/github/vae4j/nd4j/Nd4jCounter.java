package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Counter;
import java.util.concurrent.atomic.AtomicLong;

/** A counter that any thread may read and advance. */
final class Nd4jCounter implements Counter {
  private final AtomicLong value = new AtomicLong();
  private volatile boolean closed;

  @Override
  public long value() {
    requireOpen("value");
    return value.get();
  }

  @Override
  public void set(long value) {
    requireOpen("set");
    this.value.set(value);
  }

  @Override
  public void advance(long by) {
    requireOpen("advance");
    value.addAndGet(by);
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
