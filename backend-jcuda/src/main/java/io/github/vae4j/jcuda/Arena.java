package io.github.vae4j.jcuda;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory of one scope: pieces one after the other in blocks, all given back together. Equal scopes
 * of equal pools get equal addresses.
 */
final class Arena {
  /** As the driver aligns memory; more than any vector load asks for. */
  private static final long ALIGNMENT = 256;

  private static final long FIRST_BLOCK = 2 << 20;
  private static final long LARGEST_BLOCK = 64 << 20;

  private final Pool pool;
  private final List<Block> blocks = new ArrayList<>();
  private long next;
  private long end;
  private long wanted = FIRST_BLOCK;

  Arena(Pool pool) {
    this.pool = pool;
  }

  /** A piece of a block. */
  record Piece(Block block, long address) {}

  /**
   * Returns memory that lasts until the arena closes, or as long as its block is used.
   *
   * @param bytes more than 0
   */
  Piece take(String operation, long bytes) {
    if (next + bytes > end) {
      Block block = pool.take(operation, bytes, Math.max(bytes, wanted));
      block.use();
      blocks.add(block);
      next = block.address();
      end = next + block.bytes();
      wanted = Math.min(2 * wanted, LARGEST_BLOCK);
    }
    Piece piece = new Piece(blocks.get(blocks.size() - 1), next);
    next += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return piece;
  }

  /** Gives everything back. */
  void close() {
    blocks.forEach(Block::release);
    blocks.clear();
    next = 0;
    end = 0;
    wanted = FIRST_BLOCK;
  }
}
