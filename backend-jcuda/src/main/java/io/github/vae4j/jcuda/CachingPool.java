package io.github.vae4j.jcuda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

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
  public synchronized Block take(String operation, long least, long wanted) {
    long bytes = (wanted + UNIT - 1) / UNIT * UNIT;
    Deque<Block> fitting = free.getOrDefault(bytes, new ArrayDeque<>());
    return fitting.isEmpty() ? made(operation, bytes) : fitting.pop();
  }

  private Block made(String operation, long bytes) {
    if (sealed) {
      throw new CaptureRefusedException(
          operation + ": the captured step needs " + bytes + " bytes more than its first run");
    }
    OptionalLong address = gpu.allocateIfRoom(operation, bytes);
    if (address.isEmpty()) {
      freeUnused();
    }
    return new Block(this, address.orElseGet(() -> gpu.allocate(operation, bytes)), bytes);
  }

  @Override
  public synchronized void giveBack(Block block) {
    if (closed) {
      gpu.free(block.address(), block.bytes());
    } else {
      free.computeIfAbsent(block.bytes(), bytes -> new ArrayDeque<>()).push(block);
    }
  }

  private void freeUnused() {
    free.values()
        .forEach(blocks -> blocks.forEach(block -> gpu.free(block.address(), block.bytes())));
    free.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    freeUnused();
  }
}
