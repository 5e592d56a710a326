package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.Dataset;
import java.util.Arrays;

/** Rows of a data set. */
final class Rows {
  private Rows() {}

  /** Returns the first rows, or all where there are fewer. */
  static Dataset first(Dataset data, int count) {
    return data.slice(0, Math.min(count, data.size()));
  }

  /** Returns a copy of each row. */
  static float[][] of(Dataset data) {
    float[][] rows = new float[data.size()][];
    Arrays.setAll(rows, data::row);
    return rows;
  }
}
