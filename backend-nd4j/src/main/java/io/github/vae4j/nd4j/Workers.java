package io.github.vae4j.nd4j;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The backend's threads. All that touches native memory runs inside {@link #run}, so that memory
 * can be freed while nothing runs.
 *
 * <p>The caller works too, and pieces are claimed one by one, so a worker that wakes late costs its
 * share only. A second caller at the same moment works alone. A task must not call {@link #run}
 * again.
 */
final class Workers implements AutoCloseable {
  /**
   * How long an idle worker looks for new work before it sleeps, longer than the pauses inside a
   * training step.
   */
  private static final long SPIN_NANOS = 50_000;

  private static final int SPINS_BEFORE_YIELD = 10_000;

  private final int threads;
  private final Worker[] workers;
  private final ReentrantLock claimed = new ReentrantLock();
  private final Queue<Scratch> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger callers = new AtomicInteger();
  private volatile @Nullable Job job;
  private volatile boolean paused;
  private volatile boolean closed;

  /** A part of an operation. */
  interface Task {
    void run(int piece, Scratch scratch);
  }

  /** A part of an operation over a run of entries. */
  interface Piece {
    void run(int from, int count, Scratch scratch);
  }

  Workers(int threads) {
    this.threads = threads;
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  int threads() {
    return threads;
  }

  /** Runs pieces of one tile of entries each. */
  void tiles(int size, Piece task) {
    pieces(size, Scratch.TILE, task);
  }

  /** Runs pieces of at most {@code length} entries. */
  void pieces(int size, int length, Piece task) {
    int count = size / length + (size % length == 0 ? 0 : 1);
    run(
        count,
        (piece, scratch) ->
            task.run(piece * length, Math.min(length, size - piece * length), scratch));
  }

  /**
   * Runs all pieces and returns when they are done.
   *
   * @throws IllegalStateException if the backend is closed
   */
  void run(int pieces, Task task) {
    if (pieces <= 0) {
      return;
    }
    enter();
    try {
      if (closed) {
        throw new IllegalStateException("the backend 'nd4j' is closed; make a new one");
      }
      if (pieces > 1 && workers.length > 0 && claimed.tryLock()) {
        try {
          together(pieces, task);
        } finally {
          claimed.unlock();
        }
      } else {
        alone(pieces, task);
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  /** Runs an action while nothing else runs: waits for what does, and lets new callers wait. */
  synchronized void exclusively(Runnable action) {
    paused = true;
    try {
      while (callers.get() > 0) {
        giveWay();
      }
      action.run();
    } finally {
      paused = false;
    }
  }

  /** A caller counts itself before it looks for a pause, so that a pause misses none. */
  private void enter() {
    callers.incrementAndGet();
    while (paused) {
      callers.decrementAndGet();
      giveWay();
      callers.incrementAndGet();
    }
  }

  private void alone(int pieces, Task task) {
    Scratch scratch = borrow();
    try {
      for (int piece = 0; piece < pieces; piece++) {
        task.run(piece, scratch);
      }
    } finally {
      spare.offer(scratch);
    }
  }

  private void together(int pieces, Task task) {
    Job mine = new Job(task, pieces);
    job = mine;
    for (Worker worker : workers) {
      if (worker.asleep) {
        LockSupport.unpark(worker);
      }
    }
    Scratch scratch = borrow();
    try {
      mine.work(scratch);
    } finally {
      spare.offer(scratch);
    }
    mine.await();
  }

  private Scratch borrow() {
    Scratch scratch = spare.poll();
    return scratch == null ? new Scratch() : scratch;
  }

  /** Refuses new work, waits for what runs, and ends the threads. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
    while (callers.get() > 0) {
      giveWay();
    }
  }

  /** On a busy machine the thread that is waited for may have no processor. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void giveWay() {
    Thread.yield();
  }

  private static final class Job {
    private final Task task;
    private final int pieces;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    Job(Task task, int pieces) {
      this.task = task;
      this.pieces = pieces;
    }

    void work(Scratch scratch) {
      for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
        try {
          if (failure == null) {
            task.run(piece, scratch);
          }
        } catch (RuntimeException | Error e) {
          failure = e;
        } finally {
          done.incrementAndGet();
        }
      }
    }

    void await() {
      for (int spins = 0; done.get() < pieces; spins++) {
        Thread.onSpinWait();
        if (spins > SPINS_BEFORE_YIELD) {
          giveWay();
        }
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  private final class Worker extends Thread {
    private final Scratch scratch = new Scratch();
    private volatile boolean asleep;

    Worker(int number) {
      super("vae4j-nd4j-" + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      Job seen = null;
      while (!closed) {
        Job now = job;
        if (now != null && now != seen) {
          seen = now;
          now.work(scratch);
        } else if (!spin(seen)) {
          sleep(seen);
        }
      }
    }

    private boolean spin(@Nullable Job seen) {
      long start = System.nanoTime();
      for (int i = 1; job == seen && !closed; i++) {
        Thread.onSpinWait();
        if ((i & 63) == 0 && System.nanoTime() - start > SPIN_NANOS) {
          return false;
        }
      }
      return true;
    }

    /** A caller sets the job before it looks whether a worker sleeps, so that none is missed. */
    private void sleep(@Nullable Job seen) {
      asleep = true;
      if (job == seen && !closed) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }
}
