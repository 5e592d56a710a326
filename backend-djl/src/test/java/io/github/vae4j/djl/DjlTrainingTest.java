package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.TrainingConformance;

class DjlTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return new DjlBackendProvider();
  }
}
