package io.github.vae4j.core.elbo;

/**
 * How the bound is computed.
 *
 * @param samples K, draws of z for each row, 1 or more
 * @param kl how KL(q ‖ p) is computed
 * @param importanceWeighted whether the bound is log of the mean of K importance weights rather
 *     than the mean of their logs; Burda et al. 2016, equation 8
 * @param doublyReparameterised whether the encoder's gradient of the importance-weighted bound is
 *     that of Tucker et al. 2019, equation 10, which does not fade as K grows
 * @param freeBits λ, in nats per latent entry: the objective counts Σⱼ max(λ, batch mean of KLⱼ);
 *     Kingma et al. 2016, equation 15. 0 for none
 */
public record ElboOptions(
    int samples,
    Kl kl,
    boolean importanceWeighted,
    boolean doublyReparameterised,
    double freeBits) {

  /** How KL(q ‖ p) is computed. */
  public enum Kl {
    /** In closed form where a rule is known, else from the samples. */
    AUTO,
    /** In closed form; a pair without a rule is refused. */
    ANALYTIC,
    /** As log q(z) − log p(z) of the samples. */
    MONTE_CARLO
  }

  /** Refuses combinations in which an option has no effect or no meaning. */
  public ElboOptions {
    if (samples < 1) {
      throw new IllegalArgumentException("elbo: samples must be 1 or more, got " + samples);
    }
    if (!(freeBits >= 0) || Double.isInfinite(freeBits)) {
      throw new IllegalArgumentException("elbo: free bits must be 0 or more nats, got " + freeBits);
    }
    if (importanceWeighted && kl != Kl.AUTO) {
      throw new IllegalArgumentException(
          "elbo: an importance-weighted bound has no separate KL to compute one way or another; leave kl at auto");
    }
    if (importanceWeighted && freeBits > 0) {
      throw new IllegalArgumentException(
          "elbo: free bits floor a KL, which an importance-weighted bound does not have; drop one of the two");
    }
    if (doublyReparameterised && !importanceWeighted) {
      throw new IllegalArgumentException(
          "elbo: the doubly reparameterised gradient is one of the importance-weighted bound; switch that on too");
    }
  }

  /** Returns the standard bound: one sample, KL in closed form where known. */
  public static ElboOptions standard() {
    return new ElboOptions(1, Kl.AUTO, false, false, 0);
  }

  /** Returns the importance-weighted bound with K samples. */
  public static ElboOptions importanceWeighted(int samples) {
    return new ElboOptions(samples, Kl.AUTO, true, false, 0);
  }

  /** Returns these options with K samples. */
  public ElboOptions withSamples(int samples) {
    return new ElboOptions(samples, kl, importanceWeighted, doublyReparameterised, freeBits);
  }

  /** Returns these options with another way to the KL. */
  public ElboOptions withKl(Kl kl) {
    return new ElboOptions(samples, kl, importanceWeighted, doublyReparameterised, freeBits);
  }

  /** Returns these options with free bits, in nats per latent entry. */
  public ElboOptions withFreeBits(double freeBits) {
    return new ElboOptions(samples, kl, importanceWeighted, doublyReparameterised, freeBits);
  }

  /** Returns these options with the doubly reparameterised gradient. */
  public ElboOptions withDoublyReparameterised() {
    return new ElboOptions(samples, kl, importanceWeighted, true, freeBits);
  }
}
