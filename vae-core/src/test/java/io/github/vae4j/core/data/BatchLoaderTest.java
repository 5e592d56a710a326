package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLoaderTest {
  /** Numbers of a row so many that a thread copies even a single one ahead. */
  private static final int WIDE = 1 << 17;

  private static final Dataset TEN = numbered(10);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9, 10})
  void givesEachRowOnceInBatchesOfWhichTheLastMayBePartial(int batch) {
    try (BatchLoader loader = new BatchLoader(TEN, batch, 1)) {
      List<Integer> sizes = new ArrayList<>();
      List<Integer> rows = new ArrayList<>();
      for (HostBatch given : loader.epoch(0)) {
        sizes.add(given.size());
        assertThat(given.x()).hasSize(2 * given.size());
        for (int i = 0; i < given.size(); i++) {
          rows.add(given.rows()[i]);
          assertThat(given.x()[2 * i]).isEqualTo(given.rows()[i]);
          assertThat(given.x()[2 * i + 1]).isEqualTo(-given.rows()[i]);
        }
      }
      assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(sizes).hasSize(loader.batches());
      assertThat(sizes.subList(0, sizes.size() - 1)).allMatch(size -> size == batch);
      assertThat(sizes.get(sizes.size() - 1)).isEqualTo(10 % batch == 0 ? batch : 10 % batch);
    }
  }

  @Test
  void orderDependsOnSeedAndEpochOnly() {
    Dataset data = numbered(50);
    try (BatchLoader a = new BatchLoader(data, 7, 5);
        BatchLoader b = new BatchLoader(data, 50, 5);
        BatchLoader other = new BatchLoader(data, 7, 6)) {
      List<Integer> third = rows(a, 3);
      assertThat(rows(a, 2)).isNotEqualTo(third);
      assertThat(rows(a, 3)).isEqualTo(third);
      assertThat(rows(b, 3)).isEqualTo(third);
      assertThat(rows(other, 3)).isNotEqualTo(third);
    }
  }

  @Test
  void orderIsTheSameOnEveryPlatform() {
    assertThat(Permutation.of(10, 42, 0)).containsExactly(9, 5, 3, 8, 0, 2, 6, 4, 7, 1);
    assertThat(Permutation.of(10, 42, 1)).containsExactly(3, 4, 6, 1, 8, 2, 9, 7, 5, 0);
    assertThat(Permutation.of(0, 1, 1)).isEmpty();
    assertThat(Permutation.of(1, 1, 1)).containsExactly(0);
  }

  @Test
  void everyOrderIsEquallyLikely() {
    int[] seen = new int[6];
    for (int epoch = 0; epoch < 6000; epoch++) {
      int[] order = Permutation.of(3, 11, epoch);
      seen[2 * order[0] + (order[1] < order[2] ? 0 : 1)]++;
    }
    double chiSquared =
        Arrays.stream(seen).mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000.0).sum();
    assertThat(chiSquared).as("5 degrees of freedom, p = 1e-4").isLessThan(25.74);
  }

  @Test
  void sequentialLoaderKeepsTheOrderOfTheSet() {
    try (BatchLoader loader = BatchLoader.sequential(TEN, 4)) {
      assertThat(rows(loader, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(rows(loader, 9)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void aBatchStaysAsItIsUntilTheNextIsAskedFor() throws InterruptedException {
    try (BatchLoader loader = BatchLoader.sequential(TEN, 2)) {
      Iterator<HostBatch> batches = loader.epoch(0).iterator();
      HostBatch first = batches.next();
      Iterator<HostBatch> others = loader.epoch(0).iterator();
      while (others.hasNext()) {
        others.next();
      }
      assertThat(batches.hasNext()).isTrue();
      assertThat(first.x()).containsExactly(0, 0, 1, -1);
      assertThat(batches.next().x()).containsExactly(2, -2, 3, -3);
    }
  }

  @Test
  void wideRowsAreCopiedAheadByAThread() throws InterruptedException {
    Set<String> copiers = ConcurrentHashMap.newKeySet();
    HostBatch.Source rows =
        (part, row, into, offset) -> {
          copiers.add(Thread.currentThread().getName());
          into[offset] = row;
          into[offset + WIDE - 1] = -row;
        };
    try (BatchLoader loader = new BatchLoader(rows, 7, x(WIDE), 3, null)) {
      for (HostBatch batch : loader.epoch(0)) {
        for (int i = 0; i < batch.size(); i++) {
          assertThat(batch.x()[i * WIDE]).isEqualTo(batch.rows()[i]);
          assertThat(batch.x()[(i + 1) * WIDE - 1]).isEqualTo(-batch.rows()[i]);
        }
      }
      assertThat(rows(loader, 1)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
    assertThat(copiers).containsExactly("vae4j-batches");
    awaitNoCopyingThread();
  }

  @Test
  void leavingAnIterationLeavesNoThread() throws InterruptedException {
    BatchLoader loader = new BatchLoader((part, row, into, offset) -> {}, 1000, x(WIDE), 1, 0L);
    int given = 0;
    for (HostBatch batch : loader.epoch(0)) {
      given += batch.size();
      if (given == 5) {
        break;
      }
    }
    awaitNoCopyingThread();
    assertThat(rows(loader, 1)).as("a loader that rested goes on").hasSize(1000);
    loader.close();
    awaitNoCopyingThread();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, WIDE})
  void closedLoaderGivesNoMore(int width) {
    BatchLoader loader = new BatchLoader((part, row, into, offset) -> {}, 10, x(width), 3, 0L);
    Iterator<HostBatch> begun = loader.epoch(0).iterator();
    begun.next();
    loader.close();
    loader.close();
    assertThatThrownBy(() -> exhaust(begun))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> loader.epoch(1).iterator().next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    try (BatchLoader loader = new BatchLoader(TEN, 5, 0)) {
      Thread.currentThread().interrupt();
      assertThat(rows(loader, 0)).hasSize(10);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, WIDE})
  void whatGoesWrongWhileCopyingReachesTheCaller(int width) {
    HostBatch.Source broken =
        (part, row, into, offset) -> {
          if (row == 3) {
            throw new IllegalArgumentException("row 3 is broken");
          }
          if (row == 5) {
            throw new StackOverflowError("row 5 is worse");
          }
        };
    try (BatchLoader loader = new BatchLoader(broken, 6, x(width), 2, null)) {
      Iterator<HostBatch> batches = loader.epoch(0).iterator();
      assertThat(batches.next().size()).isEqualTo(2);
      assertThatThrownBy(batches::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("row 3 is broken");
    }
    try (BatchLoader loader =
        new BatchLoader(
            (part, row, into, offset) -> broken.copyPart(part, 5, into, offset),
            1,
            x(width),
            1,
            null)) {
      assertThatThrownBy(() -> loader.epoch(0).iterator().next())
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void refusesABatchThatDoesNotFit(int batch) {
    assertThatThrownBy(() -> new BatchLoader(TEN, batch, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 rows")
        .hasMessageContaining("got " + batch);
  }

  private static Map<BatchPart, Integer> x(int width) {
    return Map.of(BatchPart.X, width);
  }

  private static void exhaust(Iterator<HostBatch> batches) {
    while (batches.hasNext()) {
      batches.next();
    }
  }

  private static List<Integer> rows(BatchLoader loader, int epoch) {
    List<Integer> rows = new ArrayList<>();
    for (HostBatch batch : loader.epoch(epoch)) {
      Arrays.stream(batch.rows()).forEach(rows::add);
    }
    return rows;
  }

  private static Dataset numbered(int size) {
    float[] values = new float[2 * size];
    for (int i = 0; i < size; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = -i;
    }
    return Dataset.of(DataSchema.of(2), values, null);
  }

  private static void awaitNoCopyingThread() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!copyingThreads().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(copyingThreads()).isEmpty();
  }

  private static List<Thread> copyingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("vae4j-batches"))
        .toList();
  }
}
