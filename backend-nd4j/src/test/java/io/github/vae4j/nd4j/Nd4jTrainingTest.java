package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.TrainingConformance;

class Nd4jTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return new Nd4jBackendProvider();
  }
}
