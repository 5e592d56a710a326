package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers beyond single precision round to infinity, in captured steps too. */
class BeyondRangeTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private final Backend backend = new DjlBackendProvider().create(JsonOptions.empty());
  private final State state = backend.state(3);

  @AfterEach
  void close() {
    state.close();
    backend.close();
  }

  private void assertGives(BiFunction<Ops, Tensor, Tensor> operation, float... expected) {
    Runnable step =
        () -> {
          try (Scope scope = backend.scope()) {
            Tensor x = scope.ops().tensor(new float[] {-1, 2, INFINITY}, Shape.of(3));
            state.assign(0, operation.apply(scope.ops(), x));
          }
        };
    assertEachGives(step, expected);
  }

  private void assertEachGives(Runnable step, float... expected) {
    step.run();
    assertThat(state.toFloats(0, 3)).as("at once").containsExactly(expected);
    state.fill(0, 3, 0);
    try (Replay replay = backend.capture(step)) {
      replay.run();
    }
    assertThat(state.toFloats(0, 3)).as("captured").containsExactly(expected);
  }

  @Test
  void limits() {
    assertGives((ops, x) -> ops.clamp(x, 0, Double.MAX_VALUE), 0, 2, INFINITY);
    assertGives((ops, x) -> ops.clamp(x, -1e300, 1), -1, 1, 1);
  }

  @Test
  void factorsAndSummands() {
    assertGives((ops, x) -> ops.affine(x, 1e308, 0), -INFINITY, INFINITY, INFINITY);
    assertGives((ops, x) -> ops.affine(x, 1e308, 1), -INFINITY, INFINITY, INFINITY);
    assertGives((ops, x) -> ops.affine(x, 1, 1e39), INFINITY, INFINITY, INFINITY);
  }

  @Test
  void exponents() {
    assertGives((ops, x) -> ops.power(x, -1e39), 1, 0, 0);
  }

  @Test
  void fillings() {
    assertEachGives(() -> state.fill(0, 3, 1e39), INFINITY, INFINITY, INFINITY);
    assertEachGives(() -> state.fill(0, 3, -1e39), -INFINITY, -INFINITY, -INFINITY);
  }
}
