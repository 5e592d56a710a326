package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.RandomConformance;

class EmulatedDriverShuffledRandomTest extends RandomConformance {
  @Override
  protected BackendProvider provider() {
    return EmulatedDriver.shuffled();
  }
}
