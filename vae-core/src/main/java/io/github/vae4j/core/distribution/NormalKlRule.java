package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.Tensor;

/**
 * KL(N(μ, σ²) ‖ N(m, s²)) = ½ ((μ − m)² / s² + eᵈ − 1 − d) for each entry, with d = log σ² − log
 * s².
 *
 * <p>d is limited like a log-variance, so that the result is finite.
 */
public final class NormalKlRule implements KlRule<DiagonalNormal, DiagonalNormal> {
  @Override
  public Class<DiagonalNormal> from() {
    return DiagonalNormal.class;
  }

  @Override
  public Class<DiagonalNormal> to() {
    return DiagonalNormal.class;
  }

  @Override
  public Tensor kl(DiagonalNormal q, DiagonalNormal p) {
    double limit = DiagonalNormal.MAX_LOG_VARIANCE;
    Tensor ratio = q.narrowLogVariance().sub(p.narrowLogVariance());
    Tensor spread = ratio.clamp(-2 * limit, limit).expm1().sub(ratio);
    Tensor distance = q.narrowMean().sub(p.narrowMean()).square();
    Tensor kl = distance.mul(p.narrowLogVariance().neg().exp()).add(spread).mul(0.5);
    return Rows.to(kl, Rows.joint(q, p));
  }

  @Override
  public boolean perEntry() {
    return true;
  }
}
