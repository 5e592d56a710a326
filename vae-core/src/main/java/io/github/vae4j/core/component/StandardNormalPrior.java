package io.github.vae4j.core.component;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.core.distribution.StandardNormal;

/** p(z) = N(0, I) for every latent group, whatever the condition. */
public final class StandardNormalPrior implements Prior {
  @Override
  public StandardNormal given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
    return StandardNormal.of(pass.ops(), group.event());
  }
}
