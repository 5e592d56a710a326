package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.TrainingConformance;

class EmulatedDriverAscendingTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return EmulatedDriver.ascending();
  }
}
