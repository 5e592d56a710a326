package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/**
 * The closed form of KL(q ‖ p) for one exact pair of types, found by {@link
 * java.util.ServiceLoader}. Two rules for one pair are refused.
 *
 * @param <Q> the type of q, usually the posterior
 * @param <P> the type of p, usually the prior
 */
public interface KlRule<Q extends Distribution, P extends Distribution> {
  /** Returns the type of q, matched exactly. */
  Class<Q> from();

  /** Returns the type of p, matched exactly. */
  Class<P> to();

  /**
   * Returns KL(q ‖ p) in nats.
   *
   * @return (batch…, event…), one number per entry, where both factorise over the event; else
   *     (batch…)
   */
  Tensor kl(Q q, P p);

  /**
   * Returns whether {@link #kl} gives one number per entry of the event rather than one per row.
   */
  boolean perEntry();
}
