package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a captured step may not do, and what happens when it is closed or fails. */
class CaptureTest {
  private final Backend backend =
      new DjlBackendProvider().create(JsonOptions.of(Map.of("threads", 2), "test"));
  private final State state = backend.state(4);

  @AfterEach
  void close() {
    state.close();
    backend.close();
  }

  private Runnable step(Consumer<Ops> body) {
    return () -> {
      try (Scope scope = backend.scope()) {
        body.accept(scope.ops());
      }
    };
  }

  private void assertRefused(Runnable step, String message) {
    try (Replay replay = backend.capture(step)) {
      MemoryUse before = backend.memory();
      assertThatThrownBy(replay::run).isInstanceOf(IllegalStateException.class).hasMessage(message);
      assertThat(backend.memory()).isEqualTo(before);
    }
  }

  @Test
  void aResult_hasNoValueYet() {
    assertRefused(
        step(ops -> ops.full(1, Shape.of(2)).add(1).toFloats()),
        "toFloats: a tensor of shape (2) has no value while its step is being captured; assign it"
            + " to a State and read that after the replay");
    assertRefused(
        step(ops -> ops.full(1, Shape.scalar()).add(1).item()),
        "toDoubles: a tensor of shape () has no value while its step is being captured; assign it"
            + " to a State and read that after the replay");
  }

  @Test
  void aState_exchangesNothingWithTheHost() {
    String why =
        ": the step is being captured, and a captured step does not exchange values with the host;"
            + " do it before or after the replay";
    assertRefused(step(ops -> state.toFloats(0, 1)), "toFloats" + why);
    assertRefused(step(ops -> state.toDoubles(0, 1)), "toDoubles" + why);
    assertRefused(step(ops -> state.set(0, new float[1])), "set" + why);
    assertThat(state.toFloats(0, 4)).containsOnly(0);
  }

  @Test
  void scopesFromOutside_areRefused() {
    try (Scope outside = backend.scope()) {
      Ops ops = outside.ops();
      Tensor constant = ops.full(2, Shape.of(4));
      assertRefused(
          () -> ops.affine(constant, 1, 1),
          "affine: a step is being captured; inside it, use the operations of a scope that it opens"
              + " itself");
      try (Replay replay =
          backend.capture(step(inside -> state.accumulate(0, inside.affine(constant, 1, 1))))) {
        replay.run();
        replay.run();
      }
      assertThat(state.toFloats(0, 4)).containsOnly(6);
    }
  }

  @Test
  void aCaptureInsideAnother_isRefused() {
    try (Replay inner = backend.capture(step(ops -> state.fill(0, 4, 1)))) {
      String why =
          "run: a step is being captured, and a captured step does not replay another; replay them"
              + " one after the other";
      assertRefused(inner::run, why);
      inner.run();
      assertRefused(inner::run, why);
    }
  }

  @Test
  void aReplayAfterItsStateClosed_isRefused() {
    State closed = backend.state(4);
    try (Replay replay = backend.capture(step(ops -> closed.fill(0, 4, 1)))) {
      replay.run();
      closed.close();
      assertThatThrownBy(replay::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run: the state of 4 entries is closed; make a new one");
    }
  }

  @Test
  void aReplayAfterAnOuterScopeClosed_isRefused() {
    Scope outside = backend.scope();
    Tensor constant = outside.ops().full(2, Shape.of(4));
    try (Replay replay = backend.capture(step(ops -> state.assign(0, ops.exp(constant))))) {
      replay.run();
      outside.close();
      assertThatThrownBy(replay::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("run: the captured step reads a tensor of a scope");
    }
  }

  @Test
  void aCountersValue_isNotReadWhileRecording() {
    Counter counter = backend.counter();
    assertRefused(
        step(ops -> counter.value()),
        "value: the step is being captured, and the counter's value at each replay is not known; read it before or after the replay");
  }

  @Test
  void aCounterClosedAfterTheCapture_isRefused() {
    Counter counter = backend.counter();
    try (Replay replay = backend.capture(() -> counter.advance(1))) {
      replay.run();
      counter.close();
      assertThatThrownBy(replay::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run: the counter is closed; make a new one");
    }
  }

  @Test
  void whatACaptureKeeps_isCounted() {
    long before = backend.memory().bytes();
    try (Replay replay =
        backend.capture(
            step(ops -> state.assign(0, ops.tensor(new float[] {1, 2, 3, 4}, Shape.of(4)))))) {
      replay.run();
      assertThat(backend.memory().bytes()).isEqualTo(before + 4 * Float.BYTES);
    }
    assertThat(backend.memory().bytes()).isEqualTo(before);
  }

  @Test
  void rangesThatDoNotLieInTheState_areRefusedHoweverLong() {
    State other = backend.state(4);
    assertThatThrownBy(() -> state.sgdStep(0, (1L << 32) + 2, other, other, other, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sgdStep: range [0, 4294967298) does not lie");
    assertThatThrownBy(() -> state.adamStep(0, -1, other, other, other, other, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adamStep: range [0, -1) does not lie");
  }

  @Test
  void aReplayAfterItsOwnEnd_isRefused() {
    Replay replay = backend.capture(step(ops -> state.fill(0, 4, 1)));
    replay.run();
    replay.close();
    assertThatThrownBy(replay::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run: the captured step is closed; capture it again");
  }

  @Test
  void aReplayAfterTheBackendClosed_isRefused() {
    Replay replayed = backend.capture(step(ops -> state.fill(0, 4, 1)));
    Replay fresh = backend.capture(step(ops -> state.fill(0, 4, 1)));
    replayed.run();
    backend.close();
    for (Replay replay : new Replay[] {replayed, fresh}) {
      assertThatThrownBy(replay::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("run: the captured step is closed; capture it again");
      replay.close();
    }
    assertThat(backend.memory()).isEqualTo(new MemoryUse(0, 0, 0));
  }
}
