package io.github.vae4j.api.tensor;

/** A step that can be run again and again; see {@link Backend#capture}. */
public interface Replay extends AutoCloseable {
  /**
   * Runs the step once with the present content of every {@link State} and {@link Counter} it
   * reads.
   */
  void run();

  /** Frees what the capture holds; a second call does nothing. */
  @Override
  void close();
}
