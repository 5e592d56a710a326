package io.github.vae4j.jcuda;

/** What outlives scopes and is closed by itself; a captured step has its address. */
interface Lasting {
  /**
   * Refuses to be used once it is closed.
   *
   * @param operation that uses it
   * @throws IllegalStateException if it is closed
   */
  void requireOpen(String operation);
}
