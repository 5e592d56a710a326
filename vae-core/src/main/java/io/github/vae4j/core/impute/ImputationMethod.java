package io.github.vae4j.core.impute;

/**
 * How missing entries x_mis are drawn given observed ones x_obs.
 *
 * <p>All three begin alike, whatever stands at missing entries: z is drawn from the prior and x_mis
 * from p(x | z), so that every value is one that the model can give; then so many iterations of
 * pseudo-Gibbs as the <b>warm-up</b> says bring x_mis near x_obs.
 */
public sealed interface ImputationMethod {
  /**
   * Returns how many draws of a row can be kept: of a chain one for each iteration that is read.
   */
  int mostDraws();

  /**
   * Draws z from q(z | x_obs, x_mis) and x_mis from p(x_mis | z) in turn. Rezende, Mohamed and
   * Wierstra 2014, appendix F.
   *
   * <p>It treats q as if it were the posterior, and so settles where q has it, not at p(x_mis |
   * x_obs): biased for every other q. It is the cheapest and finds the likely region fast.
   *
   * @param warmUp iterations first, which are not read; 0 or more
   * @param iterations iterations that the mean is taken over and draws are taken from; 1 or more
   */
  record PseudoGibbs(int warmUp, int iterations) implements ImputationMethod {
    /** Refuses negative counts, and a chain that is not read. */
    public PseudoGibbs {
      require("pseudo-Gibbs", "warmUp", warmUp, 0);
      require("pseudo-Gibbs", "iterations", iterations, 1);
    }

    @Override
    public int mostDraws() {
      return iterations;
    }
  }

  /**
   * Proposes z′ from q(z | x_obs, x_mis), accepts it with probability min(1, ρ), where ρ = p(x |
   * z′) p(z′) q(z | x) / (p(x | z) p(z) q(z′ | x)), and draws x_mis from p(x_mis | z). Mattei and
   * Frellsen 2018, algorithm 1.
   *
   * <p>Its draws tend to p(x_mis | x_obs) of the model, whatever q is, provided q covers the
   * posterior. A chain may stay long where ρ is small; {@link Imputation#acceptance} says so. An
   * iteration costs little more than one of pseudo-Gibbs: one encoding and one decoding.
   *
   * @param warmUp iterations of pseudo-Gibbs first, as the paper recommends, because a chain far
   *     from the data accepts nothing; 0 or more
   * @param burnIn iterations after that which are not read, in which the bias of the warm-up fades;
   *     0 or more
   * @param iterations iterations that the mean is taken over and draws are taken from; 1 or more
   */
  record MetropolisWithinGibbs(int warmUp, int burnIn, int iterations) implements ImputationMethod {
    /** Refuses negative counts, and a chain that is not read. */
    public MetropolisWithinGibbs {
      require("Metropolis-within-Gibbs", "warmUp", warmUp, 0);
      require("Metropolis-within-Gibbs", "burnIn", burnIn, 0);
      require("Metropolis-within-Gibbs", "iterations", iterations, 1);
    }

    @Override
    public int mostDraws() {
      return iterations;
    }
  }

  /**
   * Draws K proposals z, weighs each by w = p(x_obs | z) p(z) / r(z), resamples them by weight, and
   * draws x_mis from p(x_mis | z). Rubin 1987.
   *
   * <p>The proposal r is a mixture of q(z | x_obs, x_mis) at several completions of each row, made
   * by chains of pseudo-Gibbs of their own, and of the prior, with a tenth of the proposals or
   * more: wherever the posterior is, the prior is too, so that w ≤ 10 · p(x_obs | z) is bounded
   * (Hesterberg 1995). Each part gives a fixed number of proposals, and the weights have the
   * density of the whole mixture (Veach and Guibas 1995, the balance heuristic). The bias falls
   * with K as 1 / {@link Imputation#effectiveSamples}, which says whether K was enough. Memory is
   * in proportion to max(K, 4,096) · completions, since each proposal is weighed by q at each
   * completion.
   *
   * @param warmUp iterations of pseudo-Gibbs that make the completions; 0 or more
   * @param completions how many completions of each row; 1 or more
   * @param proposals K, of which each completion must get one at least: 10/9 of {@code completions}
   *     or more
   */
  record ImportanceResampling(int warmUp, int completions, int proposals)
      implements ImputationMethod {
    /** Refuses negative counts, and fewer proposals than one for each completion. */
    public ImportanceResampling {
      require("importance resampling", "warmUp", warmUp, 0);
      require("importance resampling", "completions", completions, 1);
      require(
          "importance resampling",
          "proposals",
          proposals,
          Math.toIntExact((10L * completions + 8) / 9));
    }

    /** Returns {@link Integer#MAX_VALUE}: a proposal may be picked again and again. */
    @Override
    public int mostDraws() {
      return Integer.MAX_VALUE;
    }

    /** Returns how many proposals come from q at each completion. */
    int perCompletion() {
      return (int) (9L * proposals / (10L * completions));
    }

    /** Returns how many proposals come from the prior. */
    int fromPrior() {
      return proposals - perCompletion() * completions;
    }
  }

  private static void require(String method, String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "impute by " + method + ": " + what + " must be " + least + " or more, got " + value);
    }
  }
}
