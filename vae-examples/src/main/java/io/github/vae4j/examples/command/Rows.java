package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.Dataset;

/** Rows of a data set as the trained model takes them. */
final class Rows {
  private Rows() {}

  /** Returns the first rows, or all where there are fewer. */
  static float[][] first(Dataset data, int count) {
    return of(data, 0, Math.min(count, data.size()));
  }

  /** Returns the rows {@code from} (inclusive) to {@code to} (exclusive). */
  static float[][] of(Dataset data, int from, int to) {
    float[][] rows = new float[to - from][];
    for (int i = from; i < to; i++) {
      rows[i - from] = data.row(i);
    }
    return rows;
  }
}
