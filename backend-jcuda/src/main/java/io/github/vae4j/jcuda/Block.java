package io.github.vae4j.jcuda;

import java.util.concurrent.atomic.AtomicInteger;

/** A piece of the device's memory that several may use; the last one gives it back. */
final class Block {
  private final Pool pool;
  private final long address;
  private final long bytes;
  private final AtomicInteger users = new AtomicInteger();

  Block(Pool pool, long address, long bytes) {
    this.pool = pool;
    this.address = address;
    this.bytes = bytes;
  }

  long address() {
    return address;
  }

  long bytes() {
    return bytes;
  }

  void use() {
    users.incrementAndGet();
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      pool.giveBack(this);
    }
  }
}
