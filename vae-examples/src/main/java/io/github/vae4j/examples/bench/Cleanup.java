package io.github.vae4j.examples.bench;

/** Cleans up once: when it is closed, or when the program is told to end before. */
final class Cleanup implements AutoCloseable {
  private final Runnable work;
  private final Thread hook;

  Cleanup(Runnable work) {
    this.work = work;
    hook = new Thread(work, "vae-bench-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is ending already, and the hook does the work
      return;
    }
    work.run();
  }
}
