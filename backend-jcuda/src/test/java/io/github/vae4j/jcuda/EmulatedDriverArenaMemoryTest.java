package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.conformance.MemoryConformance;

/** The memory of the emulated device is the process's own. */
class EmulatedDriverArenaMemoryTest extends MemoryConformance {
  @Override
  protected BackendProvider provider() {
    return EmulatedDriver.arena();
  }

  /** Fewer than on other backends, since an emulated step takes milliseconds. */
  @Override
  protected int steps() {
    return 2_000;
  }
}
