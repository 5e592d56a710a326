package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.MemoryUse;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a backend holds. */
final class Ledger {
  private final AtomicLong tensors = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  void add(long moreTensors, long moreBytes) {
    tensors.addAndGet(moreTensors);
    bytes.addAndGet(moreBytes);
  }

  /** Returns the sums; libtorch gives memory back when it is freed and reserves none. */
  MemoryUse use() {
    return new MemoryUse(tensors.get(), bytes.get(), bytes.get());
  }
}
