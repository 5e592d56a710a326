package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;

class ReferenceTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return new ReferenceProvider();
  }
}
