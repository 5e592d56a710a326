package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.RandomConformance;

class DjlRandomTest extends RandomConformance {
  @Override
  protected BackendProvider provider() {
    return new DjlBackendProvider();
  }
}
