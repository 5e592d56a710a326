package io.github.vae4j.conformance;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rules of a {@link Backend} and its provider, of scopes and their memory, of states, counters
 * and the updates of training, and of captured steps.
 */
public abstract class BackendConformance extends ClosingSuite {

  /** Makes a suite that has started nothing. */
  protected BackendConformance() {}

  @Test
  void r30_names_followTheSyntax() {
    String name = provider().name();
    Check.that(
        name.matches("[a-z][a-z0-9-]*"),
        "a provider's name has lower-case letters, digits and hyphens and begins with a letter, got '"
            + name
            + "'");
    Check.equal("name of the backend", name, backend().name());
    Check.that(!backend().device().isBlank(), "device() must say where it computes");
  }

  @Test
  void r31_availability_agreesWithCreation() {
    Check.equal(
        "unavailable() where the backend started",
        Optional.<String>empty(),
        provider().unavailable());
    try (Backend another = provider().create(options())) {
      Check.that(another != backend(), "create must start a backend of its own");
    }
  }

  @Test
  void r32_threads_isAnOptionOfEveryBackend() {
    double[] expected = product(backend());
    for (int threads = 1; threads <= 2; threads++) {
      JsonOptions options = JsonOptions.of(Map.of("threads", threads), "backend");
      try (Backend other = provider().create(options)) {
        options.refuseUnread();
        Check.close("a product with threads = " + threads, expected, product(other), units(256));
      }
    }
    JsonOptions none = JsonOptions.of(Map.of("threads", 0), "backend");
    Check.refused(
        "threads = 0",
        ConfigurationException.class,
        () -> provider().create(none).close(),
        "threads",
        "0");
  }

  private static double[] product(Backend backend) {
    try (Scope scope = backend.scope()) {
      Tensor x = Operand.random(Shape.of(70, 65), 1).on(scope.ops());
      return scope.ops().matmul(x, x, false, true).toDoubles();
    }
  }

  @Test
  void r33_twoBackendsOfOneKind_doNotMix() {
    try (Backend other = provider().create(options());
        Scope theirs = other.scope();
        Scope ours = backend().scope();
        State state = other.state(2)) {
      Tensor a = ours.ops().full(1, Shape.of(2));
      Tensor b = theirs.ops().full(2, Shape.of(2));
      Check.refused(
          "add of two backends' tensors",
          IllegalArgumentException.class,
          () -> ours.ops().add(a, b),
          "another backend");
      Check.refused(
          "a.add(b) of two backends' tensors",
          IllegalArgumentException.class,
          () -> a.add(b),
          "two backends");
      Check.refused(
          "view of another backend's state",
          IllegalArgumentException.class,
          () -> ours.ops().view(state, 0, Shape.of(2)),
          "another backend");
    }
  }

  @Test
  void r34_freshBackend_holdsNothing() {
    try (Backend fresh = provider().create(options())) {
      Check.equal("tensors of a fresh backend", 0L, fresh.memory().tensors());
      Check.equal("bytes of a fresh backend", 0L, fresh.memory().bytes());
    }
  }
}
