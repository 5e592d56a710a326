package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
}
