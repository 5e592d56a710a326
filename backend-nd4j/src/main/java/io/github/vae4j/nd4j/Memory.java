package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.MemoryUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The native memory of a backend: blocks in use, and those that wait to be used again, by length.
 * Safe for several threads.
 *
 * <p>Lengths are rounded up to one of eight steps an octave, so that a smaller last batch finds
 * blocks to use again.
 */
final class Memory {
  /** The most entries of one tensor or state: Java's direct buffers end at 2 GiB. */
  static final int LIMIT = Integer.MAX_VALUE / Float.BYTES;

  private static final int LEAST = 64;

  /** What may wait unused beside as much as is in use. */
  private static final long IDLE_BYTES = 256L << 20;

  private final Workers workers;
  private final Map<Integer, Deque<Block>> idle = new HashMap<>();
  private long idleBytes;
  private long reservedBytes;
  private long usedBytes;
  private long tensors;
  private boolean closed;

  Memory(Workers workers) {
    this.workers = workers;
  }

  /**
   * Returns room for so many entries, whatever they are now.
   *
   * @throws IllegalArgumentException if they are more than fit
   * @throws IllegalStateException if the backend is closed
   */
  synchronized Block take(String operation, long size) {
    if (closed) {
      throw new IllegalStateException(operation + ": the backend 'nd4j' is closed; make a new one");
    }
    if (size > LIMIT) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + size
              + " entries are too many; a tensor or state of backend 'nd4j' holds at most "
              + LIMIT
              + " (2 GiB)");
    }
    int capacity = rounded((int) size);
    Deque<Block> waiting = idle.get(capacity);
    Block block = waiting == null ? null : waiting.poll();
    if (block == null) {
      block = reserve(capacity);
    } else {
      idleBytes -= bytes(block);
    }
    block.users = 1;
    block.asked = (int) size;
    usedBytes += Float.BYTES * size;
    return block;
  }

  /**
   * Lets one more tensor lie in a block.
   *
   * @throws IllegalStateException if no tensor lies there any more
   */
  synchronized void share(Block block) {
    if (block.users == 0) {
      throw Block.freed();
    }
    block.users++;
  }

  /** Gives up one use of a block; after the last it waits for another, or is freed at the end. */
  synchronized void release(Block block) {
    block.users--;
    if (block.users == 0) {
      usedBytes -= (long) Float.BYTES * block.asked;
      idle.computeIfAbsent(block.capacity, c -> new ArrayDeque<>()).push(block);
      idleBytes += bytes(block);
      if (closed) {
        free();
      }
    }
  }

  synchronized void counted(long change) {
    tensors += change;
  }

  synchronized MemoryUse use() {
    return new MemoryUse(tensors, usedBytes, reservedBytes);
  }

  /** Frees what waits unused, and from now on what is given up; gives out no more. */
  synchronized void close() {
    closed = true;
    free();
  }

  private void free() {
    workers.exclusively(this::freeIdle);
  }

  private void freeIdle() {
    for (Deque<Block> waiting : idle.values()) {
      for (Block block : waiting) {
        reservedBytes -= bytes(block);
        block.free();
      }
    }
    idle.clear();
    idleBytes = 0;
  }

  private Block reserve(int capacity) {
    if (idleBytes > IDLE_BYTES + usedBytes) {
      free();
    }
    Block block = new Block(capacity);
    reservedBytes += bytes(block);
    return block;
  }

  private static int rounded(int size) {
    if (size <= LEAST) {
      return LEAST;
    }
    int step = Math.max(LEAST, Integer.highestOneBit(size - 1) >> 3);
    return (int) Math.min(LIMIT, ((long) size + step - 1) / step * step);
  }

  private static long bytes(Block block) {
    return (long) Float.BYTES * block.capacity;
  }
}
