package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;

/** Makes a {@link StandardNormalPrior}: {@code standard-normal}, without options. */
public final class StandardNormalPriorProvider implements PriorProvider {
  @Override
  public String name() {
    return "standard-normal";
  }

  @Override
  public Prior create(Options options, BuildContext context) {
    return new StandardNormalPrior();
  }
}
