package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;

/** Makes the prior of a model without latents, {@link NoLatents}: {@code none}, without options. */
public final class NoPriorProvider implements PriorProvider {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public Prior create(Options options, BuildContext context) {
    return new NoLatents(context);
  }
}
