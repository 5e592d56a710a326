package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.TrainingConformance;

class EmulatedDriverShuffledTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return EmulatedDriver.shuffled();
  }
}
