package io.github.vae4j.api.model;

import io.github.vae4j.api.distribution.Distribution;

/** p(z | c), group by group. Immutable; parameters are read from the pass. */
public interface Prior {
  /**
   * Returns p(group | latents drawn before it, c).
   *
   * @param drawn the groups before this one
   * @throws IllegalArgumentException if this prior reads a condition and there is none
   */
  Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition);
}
