package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.plugin.Options;

/** Makes a {@link BernoulliLikelihood}: {@code bernoulli}, without options. */
public final class BernoulliLikelihoodProvider implements LikelihoodProvider {
  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public Likelihood create(Options options, BuildContext context) {
    return new BernoulliLikelihood(context);
  }
}
