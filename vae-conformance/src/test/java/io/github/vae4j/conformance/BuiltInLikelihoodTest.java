package io.github.vae4j.conformance;

import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.core.component.BernoulliLikelihoodProvider;

class BuiltInLikelihoodTest extends LikelihoodConformance {
  @Override
  protected LikelihoodProvider provider() {
    return new BernoulliLikelihoodProvider();
  }
}
