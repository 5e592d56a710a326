package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import java.util.List;

/**
 * Makes a {@link ConditionalMlpDecoder}: {@code conditional-mlp}, with {@code hidden} (widths,
 * [400] by default) and what follows each, as {@link HiddenLayers} has it, {@code readsCondition}
 * (true; false for a decoder that ignores c) and the section {@code condition} of {@link
 * ConditionOptions}.
 */
public final class ConditionalMlpDecoderProvider implements DecoderProvider {
  @Override
  public String name() {
    return "conditional-mlp";
  }

  @Override
  public Decoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of(400));
    return options.flag("readsCondition", true)
        ? ConditionalMlpDecoder.of(hidden, ConditionOptions.read(options), context)
        : ConditionalMlpDecoder.ofLatentsAlone(hidden, context);
  }
}
