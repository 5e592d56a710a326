package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.MemoryConformance;

class DjlMemoryTest extends MemoryConformance {
  @Override
  protected BackendProvider provider() {
    return new DjlBackendProvider();
  }
}
