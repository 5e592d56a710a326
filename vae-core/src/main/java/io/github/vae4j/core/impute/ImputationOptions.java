package io.github.vae4j.core.impute;

import io.github.vae4j.core.impute.ImputationMethod.MetropolisWithinGibbs;

/**
 * How rows are completed.
 *
 * @param method how missing entries are drawn
 * @param draws how many completions of each row are kept: of a chain the states after iterations
 *     evenly spaced, the last among them, which depend on each other the more the nearer they are;
 *     of importance resampling draws of x_mis from proposals that are picked with replacement from
 *     the one set of K, so that many come from few z where {@link Imputation#effectiveSamples} are
 *     few. 0 where the mean is enough.
 * @param seed of all draws
 */
public record ImputationOptions(ImputationMethod method, int draws, int seed) {
  /** Refuses a negative number of draws, and more than a chain has iterations. */
  public ImputationOptions {
    if (draws < 0) {
      throw new IllegalArgumentException("impute: draws must be 0 or more, got " + draws);
    }
    if (draws > method.mostDraws()) {
      throw new IllegalArgumentException(
          "impute: "
              + draws
              + " draws were asked of a chain of "
              + method.mostDraws()
              + " iterations; ask for fewer draws, or more iterations");
    }
  }

  /**
   * Returns the options of an imputation whose bias fades with its iterations, whatever q is:
   * Metropolis-within-Gibbs of 1,000 iterations after 50 of warm-up and 200 of burn-in.
   *
   * @param draws how many completions of each row are kept, 0 to 1,000
   */
  public static ImputationOptions standard(int draws, int seed) {
    return new ImputationOptions(new MetropolisWithinGibbs(50, 200, 1000), draws, seed);
  }
}
