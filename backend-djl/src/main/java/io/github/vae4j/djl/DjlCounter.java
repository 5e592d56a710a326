package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Counter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A counter that any thread may read and advance; in a step that is being recorded, advancing is
 * left to each replay.
 */
final class DjlCounter implements Counter {
  private final DjlBackend backend;
  private final AtomicLong value = new AtomicLong();
  private volatile boolean closed;

  DjlCounter(DjlBackend backend) {
    this.backend = backend;
  }

  @Override
  public long value() {
    requireOpen("value");
    if (backend.recording() != null) {
      throw new IllegalStateException(
          "value: the step is being captured, and the counter's value at each replay is not known;"
              + " read it before or after the replay");
    }
    return value.get();
  }

  @Override
  public void set(long value) {
    requireOpen("set");
    change(() -> this.value.set(value));
  }

  @Override
  public void advance(long by) {
    requireOpen("advance");
    change(() -> value.addAndGet(by));
  }

  private void change(Runnable change) {
    @Nullable Recording recording = backend.recording();
    if (recording == null) {
      change.run();
    } else {
      recording.prepare(
          () -> {
            requireOpen("run");
            change.run();
          });
    }
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
