package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is closed under another thread's hands is refused; freed memory is never touched. */
class ClosingTest {
  private static final int LARGE = 80_000_000;

  @BeforeAll
  static void load() {
    Engine.start();
  }

  @Test
  void aBackendClosedUnderWorkingThreads_refusesThem() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 60; round++) {
        Nd4jBackend backend = new Nd4jBackend(2);
        CountDownLatch working = new CountDownLatch(3);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          ends.add(callers.submit(() -> workUntilRefused(backend, working)));
        }
        working.await();
        backend.close();
        for (Future<Throwable> end : ends) {
          assertThat(end.get()).isInstanceOf(IllegalStateException.class);
        }
        assertThat(backend.memory().reservedBytes()).isZero();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** Uses every method of a state that reads single entries, and some operations. */
  private static Throwable workUntilRefused(Nd4jBackend backend, CountDownLatch working) {
    try (State state = backend.state(5000);
        State gradients = backend.state(5000);
        State health = backend.state(State.HEALTH_SIZE);
        State scalars = backend.state(Update.SCALARS)) {
      health.fill(0, 1, 1);
      working.countDown();
      while (true) {
        try (Scope scope = backend.scope()) {
          Tensor loss = scope.ops().view(state, 0, Shape.of(5000)).sum();
          gradients.measure(scope.ops().reshape(loss, Shape.of(1)), health);
          state.average(gradients, scalars, health);
          state.sgdStep(0, 5000, gradients, gradients, scalars, health);
          loss.toFloats();
        }
      }
    } catch (RuntimeException e) {
      working.countDown();
      return e;
    }
  }

  @Test
  void memoryFreedForOtherSizes_isRefused() {
    try (Workers workers = new Workers(2)) {
      Memory memory = new Memory(workers);
      Span closed = new Span(memory.take("first", LARGE), 0, LARGE);
      memory.release(closed.block());
      // more waits unused than may, so that it is freed
      memory.take("second", 1);
      assertThat(memory.use().reservedBytes()).isEqualTo(4 * 64);
      assertThatThrownBy(() -> closed.toFloats(LARGE - 1, 1, workers))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("another thread closed the state or scope of an operand");
      assertThatThrownBy(
              () -> new Gemm(1, 1, 1, false, false).run(closed, closed, closed, false, workers))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> memory.share(closed.block()))
          .isInstanceOf(IllegalStateException.class);
      memory.close();
    }
  }

  @Test
  void memoryIsFreedOnlyWhenNothingRuns() throws Exception {
    try (Workers workers = new Workers(2)) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      List<String> order = new ArrayList<>();
      Thread caller =
          new Thread(
              () ->
                  workers.run(
                      1,
                      (piece, s) -> {
                        running.countDown();
                        await(goOn);
                        order.add("ran");
                      }));
      caller.start();
      running.await();
      Thread freeing = new Thread(() -> workers.exclusively(() -> order.add("freed")));
      freeing.start();
      freeing.join(50);
      goOn.countDown();
      caller.join();
      freeing.join();
      assertThat(order).containsExactly("ran", "freed");
      workers.run(1, (piece, s) -> order.add("ran again"));
      assertThat(order).hasSize(3);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsLeftAfterTheBackend_isRefused() {
    Nd4jBackend backend = new Nd4jBackend(1);
    State state = backend.state(4);
    State health = backend.state(State.HEALTH_SIZE);
    Scope scope = backend.scope();
    Tensor tensor = scope.ops().full(1, Shape.of(1));
    backend.close();
    assertThatThrownBy(() -> state.measure(tensor, health))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("measure: the state of 4 entries is closed; make a new one");
    assertThatThrownBy(() -> state.average(state, health, health))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tensor::toFloats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> scope.ops().full(1, Shape.of(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> backend.state(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state: the backend 'nd4j' is closed; make a new one");
    assertThat(backend.memory().reservedBytes()).isZero();
    scope.close();
    state.close();
    backend.close();
  }
}
