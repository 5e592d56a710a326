package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.Tensor;

/**
 * KL between two distributions over the same classes, Σ q (log q − log p), one number per row; 0 ·
 * log 0 is 0.
 */
public final class CategoricalKlRule implements KlRule<Categorical, Categorical> {
  @Override
  public Class<Categorical> from() {
    return Categorical.class;
  }

  @Override
  public Class<Categorical> to() {
    return Categorical.class;
  }

  @Override
  public Tensor kl(Categorical q, Categorical p) {
    Tensor logQ = q.logProbabilities();
    return Categorical.weighted(logQ.exp(), logQ.sub(p.logProbabilities()));
  }

  @Override
  public boolean perEntry() {
    return false;
  }
}
