package io.github.vae4j.conformance;

import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.core.component.NormalLikelihoodProvider;

class NormalLikelihoodTest extends LikelihoodConformance {
  @Override
  protected LikelihoodProvider provider() {
    return new NormalLikelihoodProvider();
  }
}
