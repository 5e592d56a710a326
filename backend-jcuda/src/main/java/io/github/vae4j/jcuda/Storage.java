package io.github.vae4j.jcuda;

import java.util.concurrent.atomic.AtomicInteger;

/** The entries of a tensor, and of those that share them; counted once. */
final class Storage {
  private final Ledger ledger;
  private final Block block;
  private final long bytes;
  private final AtomicInteger users = new AtomicInteger();

  Storage(Ledger ledger, Block block, long bytes) {
    this.ledger = ledger;
    this.block = block;
    this.bytes = bytes;
  }

  void use() {
    if (users.getAndIncrement() == 0) {
      block.use();
      ledger.add(1, bytes);
    } else {
      ledger.add(1, 0);
    }
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      block.release();
      ledger.add(-1, -bytes);
    } else {
      ledger.add(-1, 0);
    }
  }
}
