package io.github.vae4j.conformance;

import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.core.component.MlpEncoderProvider;

class BuiltInEncoderTest extends EncoderConformance {
  @Override
  protected EncoderProvider provider() {
    return new MlpEncoderProvider();
  }
}
