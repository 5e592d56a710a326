package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpsConformance of the backend that the run names. */
@ExtendWith(ProviderOfTheRun.class)
final class LyingOps extends OpsConformance {
  private final BackendProvider provider;

  LyingOps(BackendProvider provider) {
    this.provider = provider;
  }

  @Override
  protected BackendProvider provider() {
    return provider;
  }
}
