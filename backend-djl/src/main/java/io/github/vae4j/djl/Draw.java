package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.RandomStream;
import java.util.stream.IntStream;

/** Random numbers to be made on the host, with the step number of that moment. */
record Draw(Source source, RandomStream stream, int size) {
  /** Numbers that one thread makes at a time, in about 50 us. */
  private static final int TOGETHER = 8192;

  /** A method of {@link io.github.vae4j.api.random.HostRandom}. */
  interface Source {
    void fill(long key, int site, long step, long first, float[] into, int offset, int length);
  }

  /** Returns the numbers, made on several threads where they are many. */
  float[] values() {
    float[] values = new float[size];
    long step = stream.step().value();
    int pieces = (size - 1) / TOGETHER + 1;
    IntStream range = IntStream.range(0, pieces);
    (pieces > 1 ? range.parallel() : range)
        .forEach(
            piece -> {
              int from = piece * TOGETHER;
              int count = Math.min(TOGETHER, size - from);
              source.fill(stream.key(), stream.site(), step, from, values, from, count);
            });
    return values;
  }
}
