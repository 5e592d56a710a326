package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** RandomConformance of the backend that the run names. */
@ExtendWith(ProviderOfTheRun.class)
final class LyingRandom extends RandomConformance {
  private final BackendProvider provider;

  LyingRandom(BackendProvider provider) {
    this.provider = provider;
  }

  @Override
  protected BackendProvider provider() {
    return provider;
  }
}
