package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.BackendConformance;

class DjlBackendTest extends BackendConformance {
  @Override
  protected BackendProvider provider() {
    return new DjlBackendProvider();
  }
}
