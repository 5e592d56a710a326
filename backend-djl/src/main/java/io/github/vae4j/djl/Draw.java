package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.RandomStream;

/** Random numbers to be made on the host, with the step number of that moment. */
record Draw(Source source, RandomStream stream, int size) {
  /** A method of {@link io.github.vae4j.api.random.HostRandom}. */
  interface Source {
    void fill(long key, int site, long step, long first, float[] into, int offset, int length);
  }

  float[] values() {
    float[] values = new float[size];
    source.fill(stream.key(), stream.site(), stream.step().value(), 0, values, 0, size);
    return values;
  }
}
