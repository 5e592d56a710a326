package io.github.vae4j.core.elbo;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.KlRules;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** KL(q ‖ p) in closed form or from samples, as the options say. */
final class KlEstimator {
  private static final Logger LOG = LoggerFactory.getLogger(KlEstimator.class);

  private final KlRules rules;
  private final ElboOptions options;
  private final Set<String> announced = ConcurrentHashMap.newKeySet();

  /**
   * A KL.
   *
   * @param value (axes…, batch) or, per entry, (axes…, batch, event…)
   */
  record Estimate(Tensor value, boolean perEntry) {}

  KlEstimator(KlRules rules, ElboOptions options) {
    this.rules = rules;
    this.options = options;
  }

  Estimate estimate(Distribution q, Distribution p, Tensor z, Supplier<Tensor> logQ) {
    if (options.importanceWeighted()) {
      return sampled(q, p, z, logQ);
    }
    return switch (options.kl()) {
      case ANALYTIC -> analytic(q, p);
      case MONTE_CARLO -> sampled(q, p, z, logQ);
      case AUTO -> closedForm(q, p).orElseGet(() -> announce(q, p, sampled(q, p, z, logQ)));
    };
  }

  Estimate analytic(Distribution q, Distribution p) {
    return closedForm(q, p)
        .orElseThrow(
            () ->
                new UnsupportedAbilityException(
                    "elbo: no closed form is known for KL("
                        + name(q)
                        + " || "
                        + name(p)
                        + "); take it from samples, or add a KlRule for this pair"));
  }

  Estimate sampled(Distribution q, Distribution p, Tensor z, Supplier<Tensor> logQ) {
    if (options.freeBits() > 0 && q instanceof Factorised from && p instanceof Factorised to) {
      return new Estimate(from.logProbs(z).sub(to.logProbs(z)), true);
    }
    return new Estimate(logQ.get().sub(p.logProb(z)), false);
  }

  private Optional<Estimate> closedForm(Distribution q, Distribution p) {
    return rules.between(q, p).map(kl -> new Estimate(kl.value(), kl.perEntry()));
  }

  private Estimate announce(Distribution q, Distribution p, Estimate estimate) {
    if (announced.add(name(q) + name(p))) {
      LOG.info(
          "no closed form is known for KL({} || {}); it is estimated from the samples",
          name(q),
          name(p));
    }
    return estimate;
  }

  private static String name(Distribution d) {
    return d.getClass().getSimpleName();
  }
}
