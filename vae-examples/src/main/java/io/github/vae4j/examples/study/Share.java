package io.github.vae4j.examples.study;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A share of trials.
 *
 * @param share from 0 to 1
 * @param standardError of the share where the trials are independent, √(p (1 − p) / n)
 * @param of n, the number of trials
 */
public record Share(double share, double standardError, int of) {
  /**
   * Returns the share of all trials that came out well.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Share of(boolean[] trials) {
    return among(trials, IntStream.range(0, trials.length).toArray());
  }

  /**
   * Returns the share of some trials that came out well.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Share among(boolean[] trials, int[] some) {
    if (some.length == 0) {
      throw new IllegalArgumentException("Share: of no trial there is no share; take more images");
    }
    double share = (double) Arrays.stream(some).filter(i -> trials[i]).count() / some.length;
    return new Share(share, Math.sqrt(share * (1 - share) / some.length), some.length);
  }
}
