package io.github.vae4j.jcuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blocks for the next scope, since the driver waits for the device before it frees. A block
 * is only taken for a size that it was made for, so that work which asks for the same sizes in the
 * same order finds what it needs: a captured step must not ask the driver for more.
 */
final class CachingPool implements Pool {
  /** Sizes are multiples of this, as the driver gives memory in pages of it. */
  private static final long UNIT = 2 << 20;

  private final Gpu gpu;
  private final Map<Long, Deque<Block>> free = new HashMap<>();
  private boolean sealed;
  private boolean closed;

  CachingPool(Gpu gpu) {
    this.gpu = gpu;
    gpu.add(this);
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public synchronized void seal(boolean seal) {
    sealed = seal;
  }

  @Override
  public Block take(String operation, long least, long wanted) {
    long bytes = (wanted + UNIT - 1) / UNIT * UNIT;
    Block waiting = waiting(operation, bytes);
    // without the lock: where the driver has no more, other pools free what they do not use
    return waiting != null ? waiting : new Block(this, gpu.allocate(operation, bytes), bytes);
  }

  private synchronized @Nullable Block waiting(String operation, long bytes) {
    Deque<Block> fitting = free.get(bytes);
    if (fitting != null && !fitting.isEmpty()) {
      return fitting.pop();
    }
    if (sealed) {
      throw new CaptureRefusedException(
          operation + ": the captured step needs " + bytes + " bytes more than its first run");
    }
    return null;
  }

  @Override
  public void giveBack(Block block) {
    if (!kept(block)) {
      gpu.free(block.address(), block.bytes());
    }
  }

  private synchronized boolean kept(Block block) {
    if (!closed) {
      free.computeIfAbsent(block.bytes(), bytes -> new ArrayDeque<>()).push(block);
    }
    return !closed;
  }

  @Override
  public void freeUnused() {
    unused().forEach(block -> gpu.free(block.address(), block.bytes()));
  }

  private synchronized List<Block> unused() {
    if (sealed) {
      return List.of();
    }
    List<Block> blocks = free.values().stream().flatMap(Deque::stream).toList();
    free.clear();
    return blocks;
  }

  @Override
  public void close() {
    gpu.forget(this);
    synchronized (this) {
      closed = true;
      sealed = false;
    }
    freeUnused();
  }
}
