package io.github.vae4j.core.impute;

import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.core.impute.ImputationMethod.ImportanceResampling;
import io.github.vae4j.core.impute.ImputationMethod.MetropolisWithinGibbs;
import io.github.vae4j.core.impute.ImputationMethod.PseudoGibbs;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import java.util.Arrays;

/**
 * Completes rows of which entries are missing, with a model that was trained on whole rows: draws
 * from p(x_mis | x_obs) and their mean, in place of a model for every pattern of what is missing.
 *
 * <p>Rows are worked off some at a time, side by side, so that memory does not grow with their
 * number. Immutable and safe for many threads.
 */
public final class Imputer {
  private static final int ROWS = 256;
  private static final int PROPOSED_ROWS = 4096;

  private final Architecture model;

  /**
   * Makes an imputer of a model, such as {@code vae.model()}.
   *
   * @throws IllegalArgumentException if the model is conditional
   */
  public Imputer(Architecture model) {
    model
        .condition()
        .ifPresent(
            condition -> {
              throw new IllegalArgumentException(
                  "impute: this model is conditional, on values of shape "
                      + condition.shape()
                      + ", and imputation is for models of x alone; one whose condition is what is"
                      + " seen of x completes it itself, see Completion of vae-cvae");
            });
    this.model = model;
  }

  /**
   * Returns rows with missing entries drawn. A row without any comes back as it is; one of which
   * everything is missing is drawn from the model, where a chain moves slowly.
   *
   * @param weights of this model, such as {@code vae.weights()}
   * @param rows (rows, data size); what stands at missing entries is not read and may be NaN
   * @param observed (rows, data size), true where the entry is known
   * @param options equal options on equal rows give equal results on one backend, and on every
   *     backend within rounding
   * @throws IllegalArgumentException if a row has another length than the model's, there is not one
   *     mark for each entry, an observed entry is not finite, or importance resampling finds a row
   *     impossible
   * @throws io.github.vae4j.api.distribution.UnsupportedAbilityException if the likelihood's
   *     entries depend on each other, so that some cannot be drawn by themselves
   */
  public Imputation impute(
      Weights weights, float[][] rows, boolean[][] observed, ImputationOptions options) {
    Incomplete data = new Incomplete(rows, observed, model.data().size(), options.draws());
    int together = rowsTogether(options.method());
    for (int from = 0; from < data.size(); from += together) {
      int to = Math.min(data.size(), from + together);
      complete(weights, data.portion(from, to), options);
    }
    return data.result();
  }

  private static int rowsTogether(ImputationMethod method) {
    return method instanceof ImportanceResampling resampling
        ? Math.min(ROWS, Math.max(1, PROPOSED_ROWS / resampling.proposals()))
        : ROWS;
  }

  private void complete(Weights weights, Incomplete.Portion portion, ImputationOptions options) {
    ImputationMethod method = options.method();
    int copies = method instanceof ImportanceResampling several ? several.completions() : 1;
    try (Chains chains = new Chains(model, weights, copies * portion.size(), options.seed())) {
      chains.begin(portion.values(copies), portion.mask(copies), portion.from());
      if (method instanceof ImportanceResampling resampling) {
        resample(chains, resampling, weights, portion);
      } else if (method instanceof MetropolisWithinGibbs chain) {
        chains.pseudoGibbs(chain.warmUp());
        chains.metropolis(chain.burnIn());
        read(chains, chains::metropolis, chain.iterations(), portion);
        double[] accepted = chains.state().accepted();
        portion.acceptance(Arrays.stream(accepted).map(n -> n / chain.iterations()).toArray());
      } else {
        PseudoGibbs chain = (PseudoGibbs) method;
        chains.pseudoGibbs(chain.warmUp());
        read(chains, chains::pseudoGibbs, chain.iterations(), portion);
      }
    }
  }

  private static void resample(
      Chains chains, ImportanceResampling method, Weights weights, Incomplete.Portion portion) {
    chains.pseudoGibbs(method.warmUp());
    try (Scope scope = weights.backend().scope()) {
      new Resampling(method, chains, scope).on(portion);
    }
  }

  /** Runs so many iterations of a kernel. */
  private interface Run {
    void iterations(int count);
  }

  private static void read(Chains chains, Run run, int iterations, Incomplete.Portion portion) {
    chains.state().forgetSums();
    int done = 0;
    for (int draw = 0; draw < portion.draws(); draw++) {
      int until = (int) ((draw + 1L) * iterations / portion.draws());
      run.iterations(until - done);
      done = until;
      portion.draw(draw, chains.state().completed());
    }
    run.iterations(iterations - done);
    if (chains.meanKnown()) {
      portion.mean(chains.state().means(), 1.0 / iterations);
    }
  }
}
