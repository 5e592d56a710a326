package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.BackendConformance;

class EmulatedDriverArenaBackendTest extends BackendConformance {
  @Override
  protected BackendProvider provider() {
    return EmulatedDriver.arena();
  }
}
