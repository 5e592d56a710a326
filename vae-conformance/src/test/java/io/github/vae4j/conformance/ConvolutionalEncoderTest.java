package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.component.ConvolutionalEncoderProvider;
import io.github.vae4j.core.plugin.JsonOptions;

class ConvolutionalEncoderTest extends EncoderConformance {
  @Override
  protected EncoderProvider provider() {
    return new ConvolutionalEncoderProvider();
  }

  @Override
  protected Options options() {
    return JsonOptions.parse(
        """
        {"channels": [3, 2], "kernel": 3, "residual": 1, "normalisation": "batch", "dropout": 0.2}""",
        "");
  }

  @Override
  protected DataSchema data() {
    return DataSchema.of(5, 6, 2);
  }
}
