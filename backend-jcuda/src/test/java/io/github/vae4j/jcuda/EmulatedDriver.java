package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.BackendProvider;

/** The devices of the emulated driver, and how the suite runs on each. */
final class EmulatedDriver {
  private EmulatedDriver() {}

  /** Threads and blocks in ascending order; every tensor in memory of its own. */
  static BackendProvider ascending() {
    return new JcudaBackendProvider("gpu:0", CheckedPool::new);
  }

  /** Threads, blocks and independent work in a random order; every tensor in memory of its own. */
  static BackendProvider shuffled() {
    return new JcudaBackendProvider("gpu:1", CheckedPool::new);
  }

  /** The memory of the product, used again and again, and captured steps; in random order. */
  static BackendProvider arena() {
    return new JcudaBackendProvider("gpu:1", CachingPool::new);
  }
}
