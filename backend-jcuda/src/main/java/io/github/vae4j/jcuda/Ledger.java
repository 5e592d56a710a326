package io.github.vae4j.jcuda;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a backend holds. */
final class Ledger {
  private final AtomicLong tensors = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  void add(long moreTensors, long moreBytes) {
    tensors.addAndGet(moreTensors);
    bytes.addAndGet(moreBytes);
  }

  long tensors() {
    return tensors.get();
  }

  long bytes() {
    return bytes.get();
  }
}
