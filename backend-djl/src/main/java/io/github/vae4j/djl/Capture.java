package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Replay;
import org.jspecify.annotations.Nullable;

/** A step that is written down when it first runs, and from then on runs as one program. */
final class Capture implements Replay {
  private final DjlBackend backend;
  private final Runnable step;
  private @Nullable Program program;
  private boolean closed;

  Capture(DjlBackend backend, Runnable step) {
    this.backend = backend;
    this.step = step;
  }

  @Override
  public synchronized void run() {
    if (closed) {
      throw new IllegalStateException("run: the captured step is closed; capture it again");
    }
    if (backend.recording() != null) {
      throw new IllegalStateException(
          "run: a step is being captured, and a captured step does not replay another; replay them one after the other");
    }
    if (program == null) {
      program = backend.record(step);
    }
    program.run();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (program != null) {
      program.close();
      program = null;
    }
    backend.forget(this);
  }
}
