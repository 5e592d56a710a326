package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;

/** An honest backend in single precision stays within every tolerance. */
class RoundingTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return new LiarProvider("liar", RoundingBackend::new, true);
  }
}
