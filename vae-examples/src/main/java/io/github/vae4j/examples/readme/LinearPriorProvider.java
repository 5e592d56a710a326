package io.github.vae4j.examples.readme;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.NormalHead;
import io.github.vae4j.cvae.ConditionFeatures;
import io.github.vae4j.cvae.ConditionOptions;

/** A prior of one's own that reads the condition, by one linear layer; {@code linear-normal}. */
// README
public final class LinearPriorProvider implements PriorProvider {
  @Override
  public String name() {
    return "linear-normal";
  }

  @Override
  public Prior create(Options options, BuildContext context) {
    ConditionFeatures features =
        ConditionFeatures.of("prior 'linear-normal'", ConditionOptions.read(options), context);
    NormalHead head = NormalHead.of(context, features.width(), context.latent().event());
    return (pass, group, drawn, condition) -> head.apply(pass, features.read(pass, condition));
  }
}
// end
