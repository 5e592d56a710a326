package io.github.vae4j.api.tensor;

import java.util.Set;

/**
 * An engine that computes: it opens scopes, allocates states and counters, and may record a step to
 * replay it.
 *
 * <p>A backend may be used by many threads; each scope by one at a time.
 */
public interface Backend extends AutoCloseable {
  /** Returns the name it is found by, such as {@code nd4j}. */
  String name();

  /** Returns the device in words, such as {@code cpu, 2 threads}. */
  String device();

  /** Returns the number type of all its tensors and states. */
  ElementType elementType();

  /** Opens an outermost scope. */
  Scope scope();

  /**
   * Allocates a buffer of zeros that outlives scopes.
   *
   * @param size the number of entries, 0 or more
   */
  State state(long size);

  /** Allocates a counter that starts at 0. */
  Counter counter();

  /**
   * Prepares a step to be run many times. The step reads what changes from one run to the next out
   * of {@link State}s and {@link Counter}s and leaves its results in {@code State}s; a Java number
   * it computes is fixed at capture. The step has not run yet when this returns.
   *
   * <p>By default a replay simply calls the step again.
   */
  default Replay capture(Runnable step) {
    return new Replay() {
      @Override
      public void run() {
        step.run();
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }

  /**
   * Returns the names of the {@link Ops} methods that this backend does not have; calling one
   * throws {@link UnsupportedOperationException} with the message {@code <method>: not supported by
   * backend '<name>'}.
   */
  default Set<String> unsupported() {
    return Set.of();
  }

  /** Returns what is held now. */
  MemoryUse memory();

  /** Waits for the work under way and frees everything; a second call does nothing. */
  @Override
  void close();
}
