package io.github.vae4j.conformance;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Optional;

/**
 * Starts forwarding backends.
 *
 * @param name under which it is found
 * @param source of backends
 * @param readsThreads whether it looks at the option {@code threads}
 */
record LiarProvider(String name, Lie.ForwardingBackendSource source, boolean readsThreads)
    implements BackendProvider {
  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Backend create(Options options) {
    int threads = readsThreads ? options.integer("threads", 1) : 1;
    if (threads < 1) {
      throw options.refuse("threads", "must be 1 or more, got " + threads);
    }
    return source.start();
  }
}
