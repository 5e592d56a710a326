package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is closed: refused afterwards, and refused in the middle of another thread's work. */
abstract class ClosingSuite extends CapturedOrderSuite {
  private static final int ROUNDS = 12;
  private static final int ENTRIES = 5000;
  private static final int MANY = 3_000_000;

  @Test
  void r35_closedBackend_refuses() {
    Backend other = provider().create(options());
    Scope scope = other.scope();
    Tensor x = scope.ops().full(1, Shape.of(2));
    State state = other.state(3);
    State health = other.state(State.HEALTH_SIZE);
    other.close();
    other.close();
    refused("scope() of a closed backend", other::scope);
    refused("state() of a closed backend", () -> other.state(1));
    refused("counter() of a closed backend", other::counter);
    refused("operations of a closed backend", () -> scope.ops().full(1, Shape.of(1)));
    refused("reading a tensor of a closed backend", x::toDoubles);
    refused("reading a state of a closed backend", () -> state.toDoubles(0, 1));
    refused("an update on a closed backend", () -> state.average(state, health, health));
    Check.equal("bytes reserved by a closed backend", 0L, other.memory().reservedBytes());
    scope.close();
    state.close();
  }

  private static void refused(String what, Check.Action call) {
    Check.refused(what, IllegalStateException.class, call, "closed");
  }

  @Test
  void r35_backendClosedUnderOperations_refusesThem() throws InterruptedException {
    closedUnder(
        3,
        other -> {
          State state = other.state(ENTRIES);
          State gradients = other.state(ENTRIES);
          State health = other.state(State.HEALTH_SIZE);
          State scalars = other.state(StepScalar.COUNT);
          return () -> {
            try (Scope scope = other.scope()) {
              Tensor loss = scope.ops().view(state, 0, Shape.of(ENTRIES)).sum();
              gradients.measure(loss, health);
              state.average(gradients, scalars, health);
              state.sgdStep(0, ENTRIES, gradients, gradients, scalars, health);
              loss.toFloats();
            }
          };
        });
  }

  @Test
  void r35_backendClosedUnderCopies_refusesThem() throws InterruptedException {
    closedUnder(
        2,
        other -> {
          State state = other.state(MANY);
          float[] values = new float[MANY];
          return () -> {
            state.set(0, values);
            state.toFloats(0, values.length);
          };
        });
  }

  @Test
  void r35_backendClosedUnderReplays_refusesThem() throws InterruptedException {
    closedUnder(
        2,
        other -> {
          State state = other.state(ENTRIES);
          return () -> {
            try (Replay replay = other.capture(() -> exponentiate(other, state))) {
              for (int i = 0; i < 4; i++) {
                replay.run();
              }
            }
          };
        });
  }

  private static void exponentiate(Backend other, State state) {
    try (Scope scope = other.scope()) {
      state.assign(0, scope.ops().view(state, 0, Shape.of(ENTRIES)).exp());
    }
  }

  /**
   * Closes backends while threads work on them, and demands that each thread is refused.
   *
   * @param preparation makes work to be done again and again
   */
  private void closedUnder(int threads, Function<Backend, Runnable> preparation)
      throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Backend other = provider().create(options());
      CountDownLatch working = new CountDownLatch(threads);
      CountDownLatch closed = new CountDownLatch(1);
      int wait = round;
      List<Boolean> ends =
          Threads.run(
              threads + 1,
              thread ->
                  thread == threads
                      ? closed(other, working, closed, wait)
                      : refused(preparation.apply(other), working, closed));
      Check.that(!ends.contains(false), "work under which its backend is closed must be refused");
    }
  }

  private static boolean closed(
      Backend other, CountDownLatch working, CountDownLatch closed, int milliseconds) {
    try {
      working.await();
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    other.close();
    closed.countDown();
    return true;
  }

  /** Works until the backend is closed, and once more. */
  private static boolean refused(Runnable work, CountDownLatch working, CountDownLatch closed) {
    working.countDown();
    try {
      while (closed.getCount() > 0) {
        work.run();
      }
      work.run();
      return false;
    } catch (IllegalStateException e) {
      // a crash of the engine is no refusal
      Check.that(
          String.valueOf(e.getMessage()).contains("closed"),
          "work under which its backend is closed must be told so, got: " + e.getMessage());
      return true;
    }
  }
}
