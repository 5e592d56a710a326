package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.plugin.Options;

/**
 * Makes a {@link CategoricalLikelihood}: {@code categorical}, without options, of data whose
 * columns are all categories.
 */
public final class CategoricalLikelihoodProvider implements LikelihoodProvider {
  @Override
  public String name() {
    return "categorical";
  }

  @Override
  public Likelihood create(Options options, BuildContext context) {
    return new CategoricalLikelihood(context);
  }
}
