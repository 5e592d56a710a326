package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.NormalHead.Spread;
import java.util.List;

/**
 * Makes a {@link ConditionalMlpEncoder}: {@code conditional-mlp}, with {@code hidden} (widths,
 * [400] by default) and what follows each, as {@link HiddenLayers} has it, {@code spread} ({@code
 * log-variance} or {@code log-sigma}), {@code readsCondition} (true; false for an encoder that
 * ignores c) and the section {@code condition} of {@link ConditionOptions}.
 */
public final class ConditionalMlpEncoderProvider implements EncoderProvider {
  @Override
  public String name() {
    return "conditional-mlp";
  }

  @Override
  public Encoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of(400));
    Spread spread = options.choice("spread", Spread.LOG_VARIANCE);
    return options.flag("readsCondition", true)
        ? ConditionalMlpEncoder.of(hidden, spread, ConditionOptions.read(options), context)
        : ConditionalMlpEncoder.ofDataAlone(hidden, spread, context);
  }
}
