package io.github.vae4j.conformance;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Optional;

/** Starts the reference backend, which runs everywhere. */
final class ReferenceProvider implements BackendProvider {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Backend create(Options options) {
    int threads = options.integer("threads", 1);
    if (threads < 1) {
      throw options.refuse("threads", "must be 1 or more, got " + threads);
    }
    return new ReferenceBackend();
  }
}
