package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.Tensor;

/**
 * KL between Bernoulli variables with logits a and b for each entry: sigmoid(a) · (a − b) +
 * softplus(b) − softplus(a), which is finite for finite logits.
 */
public final class BernoulliKlRule implements KlRule<Bernoulli, Bernoulli> {
  @Override
  public Class<Bernoulli> from() {
    return Bernoulli.class;
  }

  @Override
  public Class<Bernoulli> to() {
    return Bernoulli.class;
  }

  @Override
  public Tensor kl(Bernoulli q, Bernoulli p) {
    Tensor linear = q.logits().sigmoid().mul(q.logits().sub(p.logits()));
    return linear.add(p.logits().softplus().sub(q.logits().softplus()));
  }

  @Override
  public boolean perEntry() {
    return true;
  }
}
