package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** TrainingConformance of the backend that the run names. */
@ExtendWith(ProviderOfTheRun.class)
final class LyingTraining extends TrainingConformance {
  private final BackendProvider provider;

  LyingTraining(BackendProvider provider) {
    this.provider = provider;
  }

  @Override
  protected BackendProvider provider() {
    return provider;
  }
}
