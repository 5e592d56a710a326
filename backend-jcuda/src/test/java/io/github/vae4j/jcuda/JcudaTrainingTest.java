package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.TrainingConformance;
import org.junit.jupiter.api.Tag;

/** On the device of this machine; run by {@code gpu-check} alone. */
@Tag("gpu")
class JcudaTrainingTest extends TrainingConformance {
  @Override
  protected BackendProvider provider() {
    return new JcudaBackendProvider();
  }
}
