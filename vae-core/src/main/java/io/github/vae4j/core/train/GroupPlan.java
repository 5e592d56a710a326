package io.github.vae4j.core.train;

/**
 * How one group of parameters is trained where it differs from the rest.
 *
 * <p>While a group stands still, its tracked values do too. Batch normalisation in a group that
 * only waits for its turn goes on with the batch's mean and variance; in a frozen one it reads the
 * running values, as in evaluation.
 *
 * @param optimiser its own optimiser
 * @param rate its learning rate as a multiple of the plan's; 0 freezes it
 * @param every it moves at every so-many-th step only, 1 or more
 */
public record GroupPlan(Optimiser optimiser, double rate, int every) {
  /** Refuses rates below 0 and intervals below 1. */
  public GroupPlan {
    if (!(rate >= 0) || every < 1) {
      throw new IllegalArgumentException(
          "group: rate must be 0 or more and every 1 or more, got " + rate + " and " + every);
    }
  }

  /** Returns the plan of a group of which nothing moves, running statistics included. */
  public static GroupPlan frozen() {
    return new GroupPlan(Optimiser.Adam.standard(), 0, 1);
  }

  /** Returns whether the group never moves. */
  public boolean isFrozen() {
    return rate == 0;
  }

  boolean moves(long step) {
    return !isFrozen() && step % every == 0;
  }
}
