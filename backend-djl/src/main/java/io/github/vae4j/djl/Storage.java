package io.github.vae4j.djl;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the tensors that have the same entries, so that these are counted once. */
final class Storage {
  private final Ledger ledger;
  private final long bytes;
  private final AtomicInteger users = new AtomicInteger();

  Storage(Ledger ledger, long bytes) {
    this.ledger = ledger;
    this.bytes = bytes;
  }

  void use() {
    ledger.add(1, users.getAndIncrement() == 0 ? bytes : 0);
  }

  void release() {
    ledger.add(-1, users.decrementAndGet() == 0 ? -bytes : 0);
  }
}
