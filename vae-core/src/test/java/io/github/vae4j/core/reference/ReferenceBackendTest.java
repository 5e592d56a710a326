package io.github.vae4j.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lifetimes: what lives how long, and what is refused. */
class ReferenceBackendTest {
  private static final MemoryUse NOTHING = new MemoryUse(0, 0, 0);

  private final ReferenceBackend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void namesItself() {
    assertThat(backend.name()).isEqualTo("reference");
    assertThat(backend.elementType()).isEqualTo(ElementType.FLOAT64);
    assertThat(backend.unsupported()).isEmpty();
  }

  @Test
  void aScopeFreesWhatItMade() {
    try (Scope scope = backend.scope()) {
      Tensor x = scope.ops().full(1, Shape.of(2, 3));
      x.exp();
      assertThat(backend.memory()).isEqualTo(new MemoryUse(2, 96, 96));
    }
    assertThat(backend.memory()).isEqualTo(NOTHING);
  }

  @Test
  void anInnerScopeFreesItsOwnOnly() {
    try (Scope outer = backend.scope()) {
      Tensor x = outer.ops().full(1, Shape.of(2));
      try (Scope inner = outer.nested()) {
        assertThat(inner.ops().depth()).isEqualTo(1);
        assertThat(inner.ops().exp(x).ops()).isSameAs(inner.ops());
        assertThat(backend.memory().tensors()).isEqualTo(2);
      }
      assertThat(backend.memory().tensors()).isEqualTo(1);
      assertThat(x.toDoubles()).containsExactly(1, 1);
    }
  }

  @Test
  void anOuterScopeClosesTheInnerOnes() {
    Scope outer = backend.scope();
    Scope inner = outer.nested().nested();
    inner.ops().full(1, Shape.of(2));
    outer.close();
    assertThat(inner.ops().open()).isFalse();
    assertThat(backend.memory()).isEqualTo(NOTHING);
  }

  @Test
  void whatIsKeptOutlivesItsScope() {
    try (Scope outer = backend.scope()) {
      Tensor kept;
      try (Scope inner = outer.nested()) {
        kept = inner.keep(inner.ops().full(3, Shape.of(2)));
        assertThat(kept.ops()).isSameAs(outer.ops());
      }
      assertThat(kept.toDoubles()).containsExactly(3, 3);
      assertThat(backend.memory().tensors()).isEqualTo(1);
    }
    assertThat(backend.memory()).isEqualTo(NOTHING);
  }

  @Test
  void keepingIsRefusedWhereItCannotBe() {
    try (Scope outer = backend.scope();
        Scope inner = outer.nested()) {
      Tensor x = outer.ops().full(1, Shape.of(2));
      assertThatThrownBy(() -> outer.keep(x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no scope is around")
          .hasMessageContaining("(2)");
      assertThatThrownBy(() -> inner.keep(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("belongs to another scope");
    }
  }

  @Test
  void aTensorOfAClosedScopeIsRefused() {
    Scope closed = backend.scope();
    Tensor x = closed.ops().full(1, Shape.of(2));
    closed.close();
    closed.close();
    try (Scope scope = backend.scope()) {
      assertThatThrownBy(() -> scope.ops().exp(x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("exp: an operand of shape (2) belongs to a closed scope");
      assertThatThrownBy(x::exp).hasMessageContaining("closed scope");
      assertThatThrownBy(x::toDoubles).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(x::toFloats).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void operationsOfAClosedScopeAreRefused() {
    Scope closed = backend.scope();
    Ops ops = closed.ops();
    closed.close();
    assertThatThrownBy(() -> ops.full(1, Shape.scalar()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("full: the scope of these operations is closed");
    assertThatThrownBy(closed::nested).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTensorOfAnotherBackendIsRefused() {
    try (ReferenceBackend other = new ReferenceBackend();
        Scope there = other.scope();
        Scope here = backend.scope()) {
      Tensor x = there.ops().full(1, Shape.of(2));
      assertThatThrownBy(() -> here.ops().exp(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("exp: an operand of shape (2) belongs to another backend");
      assertThatThrownBy(() -> x.add(here.ops().full(1, Shape.of(2))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("two backends");
    }
  }

  @Test
  void aViewIsLiveAndNotCounted() {
    try (State state = backend.state(4);
        Scope scope = backend.scope()) {
      Tensor look = scope.ops().view(state, 1, Shape.of(2));
      state.set(0, new double[] {1, 2, 3, 4});
      assertThat(look.toDoubles()).containsExactly(2, 3);
      assertThat(backend.memory()).isEqualTo(new MemoryUse(0, 32, 32));
      Tensor copy = look.reshape(2, 1);
      state.fill(0, 4, 9);
      assertThat(copy.toDoubles()).containsExactly(2, 3);
      assertThat(look.toDoubles()).containsExactly(9, 9);
    }
    assertThat(backend.memory()).isEqualTo(NOTHING);
  }

  @Test
  void aViewOfAClosedOrForeignStateIsRefused() {
    try (ReferenceBackend other = new ReferenceBackend();
        Scope scope = backend.scope()) {
      State state = backend.state(4);
      Tensor look = scope.ops().view(state, 0, Shape.of(2));
      state.close();
      state.close();
      assertThatThrownBy(look::exp)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("state of 4 entries is closed");
      assertThatThrownBy(() -> scope.ops().view(other.state(4), 0, Shape.of(2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another backend");
    }
  }

  @Test
  void hostArraysAreCopied() {
    try (Scope scope = backend.scope()) {
      double[] values = {1, 2};
      Tensor x = scope.ops().tensor(values, Shape.of(2));
      values[0] = 7;
      x.toDoubles()[1] = 8;
      assertThat(x.toDoubles()).containsExactly(1, 2);
      assertThat(x.toFloats()).containsExactly(1f, 2f);
    }
  }

  @Test
  void closingTheBackendClosesEverything() {
    Scope scope = backend.scope();
    scope.ops().full(1, Shape.of(5));
    backend.state(3);
    backend.close();
    assertThat(scope.ops().open()).isFalse();
    assertThat(backend.memory()).isEqualTo(NOTHING);
    assertThatThrownBy(backend::scope)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the backend 'reference' is closed");
    assertThatThrownBy(() -> backend.state(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(backend::counter).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countersCount() {
    Counter counter = backend.counter();
    assertThat(counter.value()).isZero();
    counter.set(1L << 40);
    counter.advance(2);
    assertThat(counter.value()).isEqualTo((1L << 40) + 2);
    counter.close();
    assertThatThrownBy(() -> counter.advance(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aReplayRunsTheStepAgain() {
    try (State state = backend.state(1);
        Replay replay =
            backend.capture(
                () -> {
                  try (Scope scope = backend.scope()) {
                    state.accumulate(0, scope.ops().full(2, Shape.scalar()));
                  }
                })) {
      assertThat(state.toDoubles(0, 1)).containsExactly(0);
      replay.run();
      replay.run();
      assertThat(state.toDoubles(0, 1)).containsExactly(4);
    }
  }

  @Test
  void aStateOfImpossibleSizeIsRefused() {
    assertThatThrownBy(() -> backend.state(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1");
    assertThatThrownBy(() -> backend.state(1L << 40)).hasMessageContaining("got 1099511627776");
  }
}
