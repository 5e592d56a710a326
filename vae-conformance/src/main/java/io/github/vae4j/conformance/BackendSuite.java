package io.github.vae4j.conformance;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What the suites of a backend share: the backend under test and the reference beside it. Where the
 * backend's provider says that it cannot run here, the tests are aborted with its reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendSuite {
  private @Nullable Backend backend;
  private @Nullable Backend reference;

  /** Makes a suite that has started nothing. */
  protected BackendSuite() {}

  /** Returns the provider of the backend under test. */
  protected abstract BackendProvider provider();

  /** Returns the options that the backend is started with; none by default. */
  protected Options options() {
    return JsonOptions.empty();
  }

  @BeforeAll
  void start() {
    Optional<String> reason = provider().unavailable();
    if (reason.isPresent()) {
      Check.refused(
          "create where the backend cannot run",
          IllegalStateException.class,
          () -> provider().create(options()).close(),
          reason.get());
      Assumptions.abort(
          "backend '" + provider().name() + "' cannot run on this machine: " + reason.get());
    }
    backend = provider().create(options());
    reference = new ReferenceBackend();
  }

  @AfterAll
  void stop() {
    if (backend != null) {
      backend.close();
    }
    if (reference != null) {
      reference.close();
    }
  }

  final Backend backend() {
    return started(backend);
  }

  final Backend reference() {
    return started(reference);
  }

  /** Returns a tolerance of so many units of roundoff of the backend's element type. */
  final double units(double count) {
    return count * backend().elementType().unitRoundoff();
  }

  private static Backend started(@Nullable Backend backend) {
    if (backend == null) {
      throw new IllegalStateException("the suite has not started; JUnit calls start()");
    }
    return backend;
  }
}
