package io.github.vae4j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Runs work on several threads at once. */
final class Threads {
  private Threads() {}

  /** Returns what each of {@code count} threads computed; their failures come out of here. */
  static <T> List<T> run(int count, IntFunction<T> work) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        tasks.add(() -> work.apply(thread));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks, 5, TimeUnit.MINUTES)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("on a thread of its own: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
