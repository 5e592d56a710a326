package io.github.vae4j.examples.readme;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Initializers;

/**
 * A prior of one's own: a normal distribution whose means and variances are learnt; {@code
 * learned-normal}.
 */
// README
public final class LearnedPriorProvider implements PriorProvider {
  @Override
  public String name() {
    return "learned-normal";
  }

  @Override
  public Prior create(Options options, BuildContext context) {
    Shape z = context.latent().event();
    Parameter mean = context.parameter("mean", z, Initializers.zeros());
    Parameter logVariance = context.parameter("logVariance", z, Initializers.zeros());
    return (pass, group, drawn, condition) ->
        DiagonalNormal.of(pass.value(mean), pass.value(logVariance));
  }
}
// end
