package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.RandomConformance;

class Nd4jRandomTest extends RandomConformance {
  @Override
  protected BackendProvider provider() {
    return new Nd4jBackendProvider();
  }
}
