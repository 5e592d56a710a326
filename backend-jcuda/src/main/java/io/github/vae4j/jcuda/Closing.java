package io.github.vae4j.jcuda;

import org.jspecify.annotations.Nullable;

/** Closes one thing after the other, those after a failure too, and raises the first failure. */
final class Closing {
  private @Nullable RuntimeException failure;

  /** Closes something. */
  void run(Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
  }

  /** Raises the first failure, with the later ones; does nothing if there was none. */
  void end() {
    if (failure != null) {
      throw failure;
    }
  }
}
