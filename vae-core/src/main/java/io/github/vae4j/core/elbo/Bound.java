package io.github.vae4j.core.elbo;

import io.github.vae4j.api.model.Evaluation;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * The bound on log p(x) of one batch, in nats.
 *
 * @param rows the bound of each row, (batch), with β = 1, no floor and no extra term
 * @param kl the true KL(q ‖ p), or its estimate, summed over the groups, (batch)
 * @param loss what training minimises, a scalar: minus the mean of the rows, with β, free bits and
 *     the weighted terms
 * @param logWeights log p(x, z) − log q(z | x) of each sample, (K, batch), where the bound is
 *     importance-weighted
 * @param terms the values of the objective's terms before their weights, scalars
 * @param evaluation what the bound was computed from
 */
public record Bound(
    Tensor rows,
    Tensor kl,
    Tensor loss,
    Optional<Tensor> logWeights,
    Map<String, Tensor> terms,
    Evaluation evaluation) {

  /** Returns log p(x | z) in nats, averaged over the samples, (batch). */
  public Tensor reconstruction() {
    return evaluation.reconstruction();
  }
}
