package io.github.vae4j.conformance;

import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.core.component.StandardNormalPriorProvider;

class BuiltInPriorTest extends PriorConformance {
  @Override
  protected PriorProvider provider() {
    return new StandardNormalPriorProvider();
  }
}
