package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.BackendConformance;

class Nd4jBackendTest extends BackendConformance {
  @Override
  protected BackendProvider provider() {
    return new Nd4jBackendProvider();
  }
}
