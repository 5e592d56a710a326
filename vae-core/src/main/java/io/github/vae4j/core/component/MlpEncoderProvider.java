package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;

/**
 * Makes an {@link MlpEncoder}: {@code mlp}, with {@code hidden} (widths, [400] by default) and
 * {@code activation} ({@code relu} by default).
 */
public final class MlpEncoderProvider implements EncoderProvider {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Encoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options);
    return new MlpEncoder(hidden.widths(), hidden.activation(), context);
  }
}
