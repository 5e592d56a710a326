package io.github.vae4j.core.evaluate;

/**
 * A mean over rows of data.
 *
 * @param mean in nats per row
 * @param standardError of the mean, the sample's standard deviation over √rows; 0 for a single row
 */
public record Estimate(double mean, double standardError) {
  /**
   * Returns the mean of some values and its standard error.
   *
   * @param values one a row
   * @throws IllegalArgumentException if there are none
   */
  public static Estimate of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("Estimate.of: there are no values, and so no mean");
    }
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double before = values[i] - mean;
      mean += before / (i + 1);
      squares += before * (values[i] - mean);
    }
    int n = values.length;
    return new Estimate(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
  }
}
