package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import java.util.List;

/**
 * A backend that breaks one rule.
 *
 * @param name what it does wrong
 * @param suite the class that is to catch it
 * @param test the method of that class
 * @param words that one failure's message must contain
 * @param provider of the backend
 */
record Lie(String name, Class<?> suite, String test, List<String> words, BackendProvider provider) {

  /** Makes operations that lie. */
  @FunctionalInterface
  interface Operations {
    ForwardingOps of(ForwardingBackend backend, Ops inner);
  }

  /** Returns a lie told by operations. */
  static Lie operations(String name, Class<?> suite, String test, Operations lie, String... words) {
    ForwardingBackendSource source =
        () ->
            new ForwardingBackend() {
              @Override
              protected ForwardingOps operations(Ops ops) {
                return lie.of(this, ops);
              }
            };
    return backend(name, suite, test, source, words);
  }

  /** Starts a backend that lies. */
  @FunctionalInterface
  interface ForwardingBackendSource {
    ForwardingBackend start();
  }

  /** Returns a lie told by a backend. */
  static Lie backend(
      String name, Class<?> suite, String test, ForwardingBackendSource lie, String... words) {
    return new Lie(name, suite, test, List.of(words), new LiarProvider("liar", lie, true));
  }

  @Override
  public String toString() {
    return name + ": " + test;
  }
}
