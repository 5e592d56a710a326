package io.github.vae4j.examples.command;

import java.util.concurrent.CountDownLatch;

/**
 * While open, Ctrl-C asks the work under way to stop, and the process waits until it has: until
 * this is closed. The process then ends with the exit code of the signal, 130 for Ctrl-C.
 */
final class Interruption implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  private volatile Runnable stop = () -> {};

  Interruption() {
    hook = new Thread(this::await, "vae-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Names what stops the work, called from a thread of its own when the process is told to end
   * after this.
   */
  void stopWith(Runnable stop) {
    this.stop = stop;
  }

  /** Returns whether the process was told to end. */
  boolean requested() {
    return requested;
  }

  private void await() {
    requested = true;
    stop.run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process is ending already, and the hook with it
      }
    }
  }
}
