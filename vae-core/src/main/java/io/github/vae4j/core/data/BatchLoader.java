package io.github.vae4j.core.data;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the rows of a set in batches, copying the next batch while the present one is in use;
 * small batches are copied when they are asked for, which costs less than handing them over.
 *
 * <p>One daemon thread copies; it ends by itself a second after the last batch was asked for, so
 * that an iteration may be left at any point, and at once when the loader is closed. Iterations are
 * independent of each other; one iteration belongs to one thread.
 */
public final class BatchLoader implements AutoCloseable {
  private static final long IDLE_SECONDS = 1;

  /** Numbers that are copied in some 50 us, and from which on a thread copies ahead. */
  private static final int SMALL = 1 << 17;

  private final HostBatch.Source rows;
  private final int size;
  private final Map<BatchPart, Integer> widths;
  private final long width;
  private final int batch;
  private final @Nullable Long seed;
  private final ThreadPoolExecutor copier;

  /**
   * Makes a loader that shuffles.
   *
   * @param batch rows a batch
   * @param seed with the number of the epoch, all that the order depends on
   * @throws IllegalArgumentException unless 1 ≤ batch ≤ the size of the set
   */
  public BatchLoader(Dataset data, int batch, long seed) {
    this(data::copyPart, data.size(), data.widths(), batch, seed);
  }

  BatchLoader(
      HostBatch.Source rows,
      int size,
      Map<BatchPart, Integer> widths,
      int batch,
      @Nullable Long seed) {
    if (batch < 1 || batch > size) {
      throw new IllegalArgumentException(
          "BatchLoader: the batch must be from 1 to the "
              + size
              + " rows of the set, got "
              + batch);
    }
    this.rows = rows;
    this.size = size;
    this.widths = new EnumMap<>(widths);
    width = widths.values().stream().mapToLong(Integer::longValue).sum();
    this.batch = batch;
    this.seed = seed;
    this.copier =
        new ThreadPoolExecutor(
            0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BatchLoader::daemon);
  }

  /**
   * Returns a loader that hands out rows in the order of the set, as evaluation wants them.
   *
   * @param batch rows a batch
   * @throws IllegalArgumentException unless 1 ≤ batch ≤ the size of the set
   */
  public static BatchLoader sequential(Dataset data, int batch) {
    return new BatchLoader(data::copyPart, data.size(), data.widths(), batch, null);
  }

  /** Returns the number of batches of an epoch. */
  public int batches() {
    return (size - 1) / batch + 1;
  }

  /**
   * Returns the batches of one epoch, each row once, the last partial batch included. Each iterator
   * begins anew with the same order.
   *
   * <p>The arrays of a batch belong to whoever received it until they ask the same iterator for its
   * next; then they are filled anew.
   *
   * <p>The iterators' {@code next} throws {@link IllegalStateException} once the loader is closed,
   * and whatever went wrong while the batch was copied.
   *
   * @param epoch any number; the order of a shuffling loader depends on it
   */
  public Iterable<HostBatch> epoch(int epoch) {
    return () ->
        new Batches(seed == null ? Permutation.inOrder(size) : Permutation.of(size, seed, epoch));
  }

  /**
   * Ends the copying thread. Batches that were handed out stay as they are; iterators give no more.
   */
  @Override
  public void close() {
    for (Runnable waiting : copier.shutdownNow()) {
      if (waiting instanceof Future<?> copy) {
        copy.cancel(false);
      }
    }
    Waiting.forEnd(copier);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "vae4j-batches");
    thread.setDaemon(true);
    return thread;
  }

  /** One pass over the set. */
  private final class Batches implements Iterator<HostBatch> {
    private final int[] order;
    private final HostBatch[] buffers = new HostBatch[2];
    private int given;
    private @Nullable Future<HostBatch> next;

    Batches(int[] order) {
      this.order = order;
    }

    @Override
    public boolean hasNext() {
      return given < batches();
    }

    @Override
    public HostBatch next() {
      if (!hasNext()) {
        throw new NoSuchElementException(
            "BatchLoader: the epoch has " + batches() + " batches, all were given");
      }
      if (batch * width < SMALL) {
        return fillOpen(given++);
      }
      Future<HostBatch> coming = next == null ? start(given) : next;
      HostBatch ready = await(coming);
      given++;
      // The buffer of the batch before this one is free from here on.
      next = hasNext() ? start(given) : null;
      return ready;
    }

    private Future<HostBatch> start(int number) {
      try {
        return copier.submit(() -> fill(number));
      } catch (RejectedExecutionException e) {
        throw closed(e);
      }
    }

    private HostBatch await(Future<HostBatch> coming) {
      try {
        return Waiting.forResult(coming);
      } catch (CancellationException e) {
        throw closed(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      }
    }

    private HostBatch fillOpen(int number) {
      if (copier.isShutdown()) {
        throw closed(null);
      }
      return fill(number);
    }

    private HostBatch fill(int number) {
      int from = number * batch;
      HostBatch target = buffer(number % 2, Math.min(batch, order.length - from));
      System.arraycopy(order, from, target.rows(), 0, target.size());
      target.fill(rows);
      return target;
    }

    private HostBatch buffer(int which, int count) {
      if (buffers[which] == null || buffers[which].size() != count) {
        buffers[which] = HostBatch.empty(widths, count);
      }
      return buffers[which];
    }

    private IllegalStateException closed(@Nullable Exception cause) {
      return new IllegalStateException(
          "BatchLoader: it is closed; open another for further batches", cause);
    }
  }
}
