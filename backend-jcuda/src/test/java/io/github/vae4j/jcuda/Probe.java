package io.github.vae4j.jcuda;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Map;

/** What a {@link ChildJvm} runs: the backend under another driver than the tests'. */
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) {
    JcudaBackendProvider provider = new JcudaBackendProvider();
    for (int i = 0; i < 2; i++) {
      System.out.println("unavailable: " + provider.unavailable().orElse("no"));
    }
    try (Backend backend = provider.create(JsonOptions.of(Map.of(), "backend"))) {
      if (arguments[0].equals("fill")) {
        fill(backend);
      } else {
        replay(backend);
      }
    } catch (IllegalStateException | ConfigurationException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  /** Takes memory until there is no more, and once more after that was given back. */
  private static void fill(Backend backend) {
    try (Scope scope = backend.scope()) {
      scope.ops().full(1, Shape.of(1 << 18));
      try {
        scope.ops().full(1, Shape.of(1 << 22));
      } catch (IllegalStateException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
    try (Replay replay = backend.capture(() -> sum(backend))) {
      replay.run();
    }
    // more than is left beside what the scopes gave back
    try (State state = backend.state(1_500_000)) {
      state.fill(0, state.size(), 1);
      try (Scope scope = backend.scope()) {
        Tensor ones = scope.ops().view(state, 0, Shape.of(1_500_000));
        System.out.println("state: " + ones.sum().toFloats()[0]);
      }
    }
  }

  private static void sum(Backend backend) {
    try (Scope scope = backend.scope()) {
      System.out.println("sum: " + scope.ops().full(1, Shape.of(700_000)).sum().toFloats()[0]);
    }
  }

  private static void replay(Backend backend) {
    int[] calls = new int[1];
    try (State state = backend.state(1);
        Replay replay =
            backend.capture(
                () -> {
                  calls[0]++;
                  try (Scope scope = backend.scope()) {
                    state.accumulate(0, scope.ops().full(1, Shape.of(1)));
                  }
                })) {
      for (int i = 0; i < 4; i++) {
        replay.run();
      }
      System.out.println("value: " + state.toFloats(0, 1)[0] + ", calls: " + calls[0]);
    }
  }
}
