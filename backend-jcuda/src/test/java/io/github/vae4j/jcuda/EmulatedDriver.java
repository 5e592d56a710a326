package io.github.vae4j.jcuda;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Map;
import java.util.function.Function;

/** The devices of the emulated driver, and how the suite runs on each. */
final class EmulatedDriver {
  private EmulatedDriver() {}

  /** Threads and blocks in ascending order; every tensor in memory of its own. */
  static BackendProvider ascending() {
    return new EmulatedProvider("gpu:0", CheckedPool::new);
  }

  /** Threads, blocks and independent work in a random order; every tensor in memory of its own. */
  static BackendProvider shuffled() {
    return new EmulatedProvider("gpu:1", CheckedPool::new);
  }

  /** The memory of the product, used again and again, and captured steps; in random order. */
  static BackendProvider arena() {
    return new EmulatedProvider("gpu:1", CachingPool::new);
  }

  /** Starts the backend as users do, in random order, or aborts the test where there is none. */
  static JcudaBackend start() {
    return start(CachingPool::new);
  }

  /** Starts the backend with other memory. */
  static JcudaBackend start(Function<Gpu, Pool> pools) {
    EmulatedProvider provider = new EmulatedProvider("gpu:1", pools);
    provider.unavailable().ifPresent(reason -> abort(reason));
    return (JcudaBackend) provider.create(JsonOptions.of(Map.of(), "backend"));
  }
}
