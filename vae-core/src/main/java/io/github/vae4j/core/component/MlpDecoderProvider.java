package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.plugin.Options;

/**
 * Makes an {@link MlpDecoder}: {@code mlp}, with {@code hidden} (widths, [400] by default) and
 * {@code activation} ({@code relu} by default).
 */
public final class MlpDecoderProvider implements DecoderProvider {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Decoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options);
    return new MlpDecoder(hidden.widths(), hidden.activation(), context);
  }
}
