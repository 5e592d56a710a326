package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;

/**
 * Makes the encoder of a model without latents, {@link NoLatents}: {@code none}, without options.
 */
public final class NoEncoderProvider implements EncoderProvider {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public Encoder create(Options options, BuildContext context) {
    return new NoLatents(context);
  }
}
