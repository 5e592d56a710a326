package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClosingTest {
  private static final int ROUNDS = 30;

  @Test
  void aBackendClosedUnderOperations_refusesThem() throws Exception {
    closedUnder(
        3,
        backend -> {
          State state = backend.state(5000);
          State gradients = backend.state(5000);
          State health = backend.state(State.HEALTH_SIZE);
          State scalars = backend.state(StepScalar.COUNT);
          while (true) {
            try (Scope scope = backend.scope()) {
              Tensor loss = scope.ops().view(state, 0, Shape.of(5000)).sum();
              gradients.measure(loss, health);
              state.average(gradients, scalars, health);
              state.sgdStep(0, 5000, gradients, gradients, scalars, health);
              loss.toFloats();
            }
          }
        });
  }

  @Test
  void aBackendClosedUnderCopies_refusesThem() throws Exception {
    closedUnder(
        2,
        backend -> {
          State state = backend.state(4_000_000);
          float[] values = new float[4_000_000];
          while (true) {
            state.set(0, values);
            state.toFloats(0, values.length);
          }
        });
  }

  @Test
  void aBackendClosedUnderReplays_refusesThem() throws Exception {
    closedUnder(
        2,
        backend -> {
          State state = backend.state(5000);
          while (true) {
            try (Replay replay = backend.capture(() -> step(backend, state))) {
              replay.run();
              replay.run();
            }
          }
        });
  }

  private static void step(JcudaBackend backend, State state) {
    try (Scope scope = backend.scope()) {
      state.assign(0, scope.ops().view(state, 0, Shape.of(5000)).exp());
    }
  }

  /** Closes backends while threads work on them, and expects each to be refused. */
  private static void closedUnder(int threads, Consumer<JcudaBackend> work) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        JcudaBackend backend = backend();
        CountDownLatch working = new CountDownLatch(threads);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          ends.add(callers.submit(() -> untilRefused(backend, working, work)));
        }
        working.await();
        Thread.sleep(round % 10);
        backend.close();
        for (Future<Throwable> end : ends) {
          assertThat(end.get()).isInstanceOf(IllegalStateException.class);
        }
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static Throwable untilRefused(
      JcudaBackend backend, CountDownLatch working, Consumer<JcudaBackend> work) {
    working.countDown();
    try {
      work.accept(backend);
      throw new AssertionError("the work ended by itself");
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  void whatIsLeftAfterTheBackend_isRefused() {
    JcudaBackend backend = backend();
    State state = backend.state(4);
    State health = backend.state(State.HEALTH_SIZE);
    Scope scope = backend.scope();
    Tensor tensor = scope.ops().full(1, Shape.of(1));
    backend.close();
    assertThatThrownBy(() -> state.measure(tensor, health))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> state.average(state, health, health))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tensor::toFloats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> scope.ops().full(1, Shape.of(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> backend.state(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state: the backend 'jcuda' is closed; make a new one");
    assertThat(backend.memory().reservedBytes()).isZero();
    scope.close();
    state.close();
    backend.close();
  }

  private static JcudaBackend backend() {
    return EmulatedDriver.start();
  }
}
