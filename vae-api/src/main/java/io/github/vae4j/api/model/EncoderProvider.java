package io.github.vae4j.api.model;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;

/** Makes an encoder from its options; listed in {@code META-INF/services}. */
public interface EncoderProvider extends Provider {
  /**
   * Returns a new encoder whose parameters are declared in {@code context}.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if an option is out of bounds or does
   *     not fit the model
   */
  Encoder create(Options options, BuildContext context);
}
