package io.github.vae4j.core.impute;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows to be completed, on the host, and what has been found of them so far. */
final class Incomplete {
  private final float[][] rows;
  private final boolean[][] observed;
  private final float[][][] draws;
  private float @Nullable [][] mean;
  private double @Nullable [] acceptance;
  private double @Nullable [] effectiveSamples;

  /** Refuses rows that do not fit the model or the marks. */
  Incomplete(float[][] rows, boolean[][] observed, int width, int draws) {
    if (rows.length != observed.length) {
      throw new IllegalArgumentException(
          "impute: "
              + rows.length
              + " rows and "
              + observed.length
              + " rows of marks; give one mark for each entry");
    }
    for (int row = 0; row < rows.length; row++) {
      requireRow(row, rows[row], observed[row], width);
    }
    this.rows = rows;
    this.observed = observed;
    this.draws = new float[draws][rows.length][];
  }

  private static void requireRow(int row, float[] values, boolean[] observed, int width) {
    if (values.length != width || observed.length != width) {
      throw new IllegalArgumentException(
          "impute: row "
              + row
              + " has "
              + values.length
              + " values and "
              + observed.length
              + " marks; this model needs "
              + width
              + " of each");
    }
    for (int i = 0; i < width; i++) {
      if (observed[i] && !Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "impute: entry "
                + i
                + " of row "
                + row
                + " is "
                + values[i]
                + " and marked as observed; mark it as missing, or give it a finite value");
      }
    }
  }

  int size() {
    return rows.length;
  }

  /** Returns rows {@code from} to {@code to}, exclusive. */
  Portion portion(int from, int to) {
    return new Portion(from, to);
  }

  Imputation result() {
    return new Imputation(
        draws,
        Optional.ofNullable(mean),
        Optional.ofNullable(acceptance),
        Optional.ofNullable(effectiveSamples));
  }

  /** Some of the rows. */
  final class Portion {
    private final int from;
    private final int to;

    private Portion(int from, int to) {
      this.from = from;
      this.to = to;
    }

    int from() {
      return from;
    }

    int size() {
      return to - from;
    }

    /** Returns how many draws are wanted. */
    int draws() {
      return draws.length;
    }

    /** Returns the observed values and 0 elsewhere, all rows end to end, so many times over. */
    float[] values(int times) {
      return flat(times, rows);
    }

    /** Returns 1 where observed and 0 elsewhere, all rows end to end, so many times over. */
    float[] mask(int times) {
      return flat(times, null);
    }

    private float[] flat(int times, float @Nullable [][] values) {
      int width = rows[from].length;
      float[] flat = new float[times * size() * width];
      for (int at = 0; at < flat.length; at++) {
        int row = from + at / width % size();
        int entry = at % width;
        if (observed[row][entry]) {
          flat[at] = values == null ? 1 : values[row][entry];
        }
      }
      return flat;
    }

    /** Takes one draw of all rows, end to end. */
    void draw(int index, float[] flat) {
      complete(draws[index], flat, 1);
    }

    /** Takes the means of all rows, end to end, to be multiplied by {@code scale}. */
    void mean(float[] flat, double scale) {
      mean = mean == null ? new float[rows.length][] : mean;
      complete(mean, flat, scale);
    }

    private void complete(float[][] into, float[] flat, double scale) {
      for (int row = from; row < to; row++) {
        into[row] = rows[row].clone();
        for (int i = 0; i < into[row].length; i++) {
          if (!observed[row][i]) {
            into[row][i] = (float) (scale * flat[(row - from) * into[row].length + i]);
          }
        }
      }
    }

    void acceptance(double[] rates) {
      acceptance = acceptance == null ? new double[rows.length] : acceptance;
      System.arraycopy(rates, 0, acceptance, from, rates.length);
    }

    void effectiveSamples(double[] counts) {
      effectiveSamples = effectiveSamples == null ? new double[rows.length] : effectiveSamples;
      System.arraycopy(counts, 0, effectiveSamples, from, counts.length);
    }
  }
}
