package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/**
 * KL(N(μ, σ²) ‖ N(0, 1)) = ½ (μ² + σ² − 1 − log σ²) for each entry; Kingma and Welling 2014,
 * appendix B.
 */
public final class NormalStandardKlRule implements KlRule<DiagonalNormal, StandardNormal> {
  @Override
  public Class<DiagonalNormal> from() {
    return DiagonalNormal.class;
  }

  @Override
  public Class<StandardNormal> to() {
    return StandardNormal.class;
  }

  @Override
  public Tensor kl(DiagonalNormal q, StandardNormal p) {
    Ops ops = OperandRules.common("kl", q.narrowMean(), q.narrowLogVariance());
    return Rows.to(ops.standardNormalKl(q.narrowMean(), q.narrowLogVariance()), Rows.joint(q, p));
  }

  @Override
  public boolean perEntry() {
    return true;
  }
}
