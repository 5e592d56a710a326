package io.github.vae4j.api.tensor;

/**
 * A 64-bit whole number in a backend's memory that outlives scopes, such as the number of the
 * training step.
 */
public interface Counter extends AutoCloseable {
  /** Returns the current value. */
  long value();

  /** Replaces the value. */
  void set(long value);

  /** Adds {@code by} to the value. */
  void advance(long by);

  /** Frees the memory; a second call does nothing. */
  @Override
  void close();
}
