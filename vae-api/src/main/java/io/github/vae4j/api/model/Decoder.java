package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Tensor;

/** Maps latents to the parameters of p(x | z, c). Immutable; parameters are read from the pass. */
public interface Decoder {
  /**
   * Returns the likelihood's parameters.
   *
   * @param latents all groups; group g has shape (rows…, batch, event of g…)
   * @return (rows…, batch, parameters), the last axis having the size of {@link
   *     Likelihood#parameterShape}
   */
  Tensor decode(Pass pass, Latents latents, Condition condition);
}
