package io.github.vae4j.core.component;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.plugin.ConfigurationException;

/**
 * Encoder and prior of a model without latents, whose bound is log p(x | c) itself: a regressor or
 * a classifier.
 */
public final class NoLatents implements Encoder, Prior {
  /**
   * Makes the part.
   *
   * @throws ConfigurationException if the model has latents
   */
  public NoLatents(BuildContext context) {
    if (!context.latents().isEmpty()) {
      throw new ConfigurationException(
          context.name()
              + " 'none' is for a model without latents, and this one has "
              + context.latents().stream().map(LatentGroup::name).toList()
              + "; name another type, or set \"latents\" to []");
    }
  }

  @Override
  public Posterior encode(Pass pass, Batch batch) {
    return (group, drawn) -> {
      throw absent(group);
    };
  }

  @Override
  public Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
    throw absent(group);
  }

  private static IllegalArgumentException absent(LatentGroup group) {
    return new IllegalArgumentException(
        "group '" + group.name() + "': this model has no latents, and so no distribution of them");
  }
}
