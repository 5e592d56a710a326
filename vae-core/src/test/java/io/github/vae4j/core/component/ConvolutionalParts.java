package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.List;
import java.util.function.BiFunction;

/** Small convolutional encoders and decoders, and what the tests of both need. */
record ConvolutionalParts(OracleScope oracle) {
  static final LatentGroup Z = LatentGroup.of("z", 2);
  static final LayerStyle TANH = LayerStyle.of(Activation.TANH);
  static final DataSchema ODD = DataSchema.of(5, 6, 2);

  static ConvolutionStages stages(List<Integer> channels) {
    return new ConvolutionStages(channels, 3, 2, 1, 0, TANH);
  }

  Part<ConvolutionalEncoder> encoder(ArchitectureBuilder model) {
    return Part.of(
        oracle,
        model,
        context -> new ConvolutionalEncoder(stages(List.of(2, 3)), List.of(4), context));
  }

  Part<ConvolutionalDecoder> decoder(ArchitectureBuilder model, Upsampling upsampling) {
    return Part.of(
        oracle,
        model,
        context ->
            new ConvolutionalDecoder(stages(List.of(3, 2)), upsampling, List.of(4), context));
  }

  /** Gives each parameter, in the order in which they were declared, values of its own seed. */
  <T> Part<T> spread(Part<T> part) {
    int seed = 1;
    for (String declared : part.declared()) {
      String name = declared.substring(0, declared.indexOf(' '));
      part.with(name, oracle.spread(seed++, part.values(name).length).toDoubles());
    }
    return part;
  }

  static Tensor decoded(Part<ConvolutionalDecoder> decoder, Tensor z) {
    return decoder.get().decode(decoder.pass(), Latents.of(Z, z), Condition.none());
  }

  Part<Object> provided(
      BiFunction<Options, BuildContext, Object> provider, String json, ArchitectureBuilder model) {
    JsonOptions options = JsonOptions.parse(json, "here");
    return Part.of(oracle, model, context -> provider.apply(options, context));
  }
}
