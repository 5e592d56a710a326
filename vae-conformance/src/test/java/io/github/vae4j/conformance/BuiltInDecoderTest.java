package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.core.component.MlpDecoderProvider;

class BuiltInDecoderTest extends DecoderConformance {
  @Override
  protected DecoderProvider provider() {
    return new MlpDecoderProvider();
  }
}
