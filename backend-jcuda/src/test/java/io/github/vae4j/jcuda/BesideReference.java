package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of operations on the emulated driver in random order, beside the reference backend. */
abstract class BesideReference {
  private final Backend reference = new ReferenceBackend();
  Backend backend;
  Ops ops;
  Ops oracle;

  @BeforeEach
  void start() {
    backend = EmulatedDriver.start(CheckedPool::new);
    ops = backend.scope().ops();
    oracle = reference.scope().ops();
  }

  @AfterEach
  void stop() {
    reference.close();
    if (backend != null) {
      backend.close();
    }
  }
}
