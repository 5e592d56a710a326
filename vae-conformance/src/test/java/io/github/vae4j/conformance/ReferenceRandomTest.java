package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;

class ReferenceRandomTest extends RandomConformance {
  @Override
  protected BackendProvider provider() {
    return new ReferenceProvider();
  }
}
