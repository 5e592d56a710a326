package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.NormalHead.Spread;
import java.util.List;

/**
 * Makes a {@link ConditionalNormalPrior}: {@code conditional-normal}, with {@code hidden} (widths,
 * [400] by default) and what follows each, as {@link HiddenLayers} has it, {@code spread} ({@code
 * log-variance} or {@code log-sigma}) and the section {@code condition} of {@link
 * ConditionOptions}.
 */
public final class ConditionalNormalPriorProvider implements PriorProvider {
  @Override
  public String name() {
    return "conditional-normal";
  }

  @Override
  public Prior create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of(400));
    Spread spread = options.choice("spread", Spread.LOG_VARIANCE);
    return ConditionalNormalPrior.of(hidden, spread, ConditionOptions.read(options), context);
  }
}
