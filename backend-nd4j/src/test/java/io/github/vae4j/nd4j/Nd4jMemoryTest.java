package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.MemoryConformance;

class Nd4jMemoryTest extends MemoryConformance {
  @Override
  protected BackendProvider provider() {
    return new Nd4jBackendProvider();
  }
}
