package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** BackendConformance of the backend that the run names. */
@ExtendWith(ProviderOfTheRun.class)
final class LyingBackend extends BackendConformance {
  private final BackendProvider provider;

  LyingBackend(BackendProvider provider) {
    this.provider = provider;
  }

  @Override
  protected BackendProvider provider() {
    return provider;
  }
}
