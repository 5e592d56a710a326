package io.github.vae4j.api.model;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What one evaluation of the bound produced, for {@link ObjectiveTerm}s and reports. Leading axes
 * (rows…) hold the values of groups that are summed over, then samples.
 *
 * @param batch the data
 * @param groups the latent groups in order
 * @param latents all values drawn
 * @param likelihood p(x | z, c), batch shape (rows…, batch)
 * @param reconstruction log p(x | z, c) in nats, averaged over samples and summed over discrete
 *     values with their weights, (batch)
 */
public record Evaluation(
    Batch batch,
    List<Group> groups,
    Latents latents,
    Distribution likelihood,
    Tensor reconstruction) {
  /** Copies the list. */
  public Evaluation {
    groups = List.copyOf(groups);
  }

  /**
   * One latent group.
   *
   * @param group its name and shape
   * @param posterior q
   * @param prior p
   * @param value z, (rows…, batch, event…)
   * @param weight of each value where the group is summed over, (rows…, batch); empty where it is
   *     drawn
   * @param kl the true KL(q ‖ p) or its estimate in nats, (batch), before any floor or weight
   */
  public record Group(
      LatentGroup group,
      Distribution posterior,
      Distribution prior,
      Tensor value,
      Optional<Tensor> weight,
      Tensor kl) {}
}
