package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoryTest {
  @BeforeAll
  static void load() {
    Engine.start();
  }

  @Test
  void tenThousandSteps_takeNoMoreThanAHundred() {
    try (Nd4jBackend backend = new Nd4jBackend(2);
        State weights = backend.state(64 * 32 + 32)) {
      steps(backend, weights, 100);
      MemoryUse before = backend.memory();
      steps(backend, weights, 9900);
      assertThat(backend.memory()).isEqualTo(before);
      assertThat(before.tensors()).isZero();
      assertThat(before.bytes()).isEqualTo(4 * weights.size());
    }
  }

  private static void steps(Nd4jBackend backend, State weights, int count) {
    for (int i = 0; i < count; i++) {
      try (Scope scope = backend.scope()) {
        Ops ops = scope.ops();
        Tensor w = ops.view(weights, 0, Shape.of(64, 32));
        Tensor b = ops.view(weights, 64 * 32, Shape.of(32));
        Tensor x = ops.full(1, Shape.of(100, 64));
        Tensor y = ops.linear(x, w, b, Activation.RELU);
        ops.linearGrad(x, w, y, Activation.RELU, y, true);
        ops.reshape(ops.permute(y, 1, 0), Shape.of(3200)).add(1).sum();
      }
    }
  }

  @Test
  void aBlockIsFreeOnlyAfterItsLastTensor() {
    try (Nd4jBackend backend = new Nd4jBackend(1);
        Scope outer = backend.scope()) {
      Tensor kept;
      try (Scope inner = outer.nested()) {
        Tensor x = inner.ops().tensor(new float[] {1, 2, 3, 4}, Shape.of(4));
        kept = inner.keep(inner.ops().reshape(x, Shape.of(2, 2)));
      }
      // would get the block of x if it were free
      outer.ops().full(9, Shape.of(4));
      assertThat(kept.toFloats()).containsExactly(1, 2, 3, 4);
      assertThat(backend.memory()).isEqualTo(new MemoryUse(2, 32, 512));
    }
  }

  @Test
  void aReshapedViewOfAState_keepsItsValues() {
    try (Nd4jBackend backend = new Nd4jBackend(1);
        State state = backend.state(4);
        Scope scope = backend.scope()) {
      Tensor view = scope.ops().view(state, 0, Shape.of(4));
      Tensor reshaped = view.reshape(2, 2);
      Tensor row = view.slice(0, 1, 3);
      state.fill(0, 4, 7);
      assertThat(view.toFloats()).containsOnly(7);
      assertThat(reshaped.toFloats()).containsOnly(0);
      assertThat(row.toFloats()).containsOnly(0);
    }
  }

  @Test
  void idleBlocks_areUsedForOtherShapesOfTheirSize() {
    try (Nd4jBackend backend = new Nd4jBackend(1)) {
      for (int rows = 1000; rows > 990; rows--) {
        try (Scope scope = backend.scope()) {
          scope.ops().full(1, Shape.of(rows, 10));
        }
      }
      assertThat(backend.memory()).isEqualTo(new MemoryUse(0, 0, 4 * 10240));
    }
  }

  @Test
  void moreThanTwoGibibytes_areRefused() {
    try (Nd4jBackend backend = new Nd4jBackend(1);
        Scope scope = backend.scope()) {
      assertThatThrownBy(() -> scope.ops().full(0, Shape.of(1 << 15, 1 << 15)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "full: 1073741824 entries are too many; a tensor or state of backend 'nd4j' holds at"
                  + " most 536870911 (2 GiB)");
      assertThatThrownBy(() -> backend.state(1L << 30))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("state: the size must lie from 0 to 536870911, got 1073741824");
    }
  }
}
