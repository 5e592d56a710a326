package io.github.vae4j.core.component;

import static io.github.vae4j.core.component.ConvolutionalParts.ODD;
import static io.github.vae4j.core.component.ConvolutionalParts.TANH;
import static io.github.vae4j.core.component.ConvolutionalParts.Z;
import static io.github.vae4j.core.component.ConvolutionalParts.decoded;
import static io.github.vae4j.core.component.ConvolutionalParts.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected outputs were computed with PyTorch in double precision. */
class ConvolutionalDecoderTest {
  private final OracleScope oracle = new OracleScope();
  private final ConvolutionalParts parts = new ConvolutionalParts(oracle);

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void decoderReachesTheSizeOfTheImageExactly() {
    Part<ConvolutionalDecoder> decoder =
        parts.spread(parts.decoder(Part.plain(ODD, Z), Upsampling.TRANSPOSED));
    assertThat(decoder.declared())
        .containsExactly(
            "layer0.weight (2, 4)",
            "layer0.bias (4)",
            "grid.weight (4, 12)",
            "grid.bias (12)",
            "conv0.weight (3, 3, 3, 2)",
            "conv0.bias (2)",
            "output.weight (2, 3, 3, 2)",
            "output.bias (2)");
    double[] y = decoded(decoder, oracle.spread(21, 2, 2)).toDoubles();
    assertThat(Arrays.copyOf(y, 4))
        .containsExactly(
            new double[] {-1.973953600777, -1.674556436601, -0.66526989904, -0.192839873887},
            within(1e-11));
    assertThat(Arrays.copyOfRange(y, 116, 120))
        .containsExactly(
            new double[] {0.338720438723, -0.628158097668, -1.438640226957, -2.542593481037},
            within(1e-11));
    assertThat(Arrays.stream(y).map(v -> v * v).sum()).isCloseTo(372.0929276499, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "28, 28, 1, 3, 2, 1",
    "7, 13, 3, 4, 2, 1",
    "8, 7, 1, 3, 2, 0",
    "9, 9, 2, 3, 3, 1",
    "6, 5, 1, 3, 1, 1"
  })
  void everySizeIsReached(int height, int width, int channels, int kernel, int stride, int pad) {
    DataSchema data = DataSchema.of(height, width, channels);
    for (Upsampling upsampling : Upsampling.values()) {
      boolean subpixel = upsampling == Upsampling.SUBPIXEL;
      int size = subpixel ? 3 : kernel;
      int padding = subpixel ? 1 : pad;
      Part<ConvolutionalDecoder> decoder =
          Part.of(
              oracle,
              Part.plain(data, Z),
              context ->
                  new ConvolutionalDecoder(
                      new ConvolutionStages(List.of(3, 2), size, stride, padding, 1, TANH),
                      upsampling,
                      List.of(),
                      context));
      assertThat(decoded(decoder, oracle.spread(1, 3, 2, 2)).shape())
          .as("%s", upsampling)
          .isEqualTo(Shape.of(3, 2, height * width * channels));
    }
  }

  @Test
  void subpixelsBeginOnASmallGridAndTakeFourTimesTheChannels() {
    Part<ConvolutionalDecoder> decoder = parts.decoder(Part.plain(ODD, Z), Upsampling.SUBPIXEL);
    assertThat(decoder.declared())
        .containsExactly(
            "layer0.weight (2, 4)",
            "layer0.bias (4)",
            "grid.weight (4, 12)",
            "grid.bias (12)",
            "conv0.weight (8, 3, 3, 3)",
            "conv0.bias (8)",
            "output.weight (8, 3, 3, 2)",
            "output.bias (8)");
  }

  @Test
  void imagesWithoutAnAxisOfChannelsHaveOne() {
    Part<ConvolutionalDecoder> decoder =
        parts.decoder(Part.plain(DataSchema.of(5, 6), Z), Upsampling.TRANSPOSED);
    assertThat(decoder.declared()).contains("output.weight (2, 3, 3, 1)");
  }

  @Test
  void theLikelihoodSaysHowManyParametersAPixelHas() {
    ArchitectureBuilder model =
        Part.plain(ODD, Z).likelihood(context -> NormalLikelihood.perValue(1, 0.1, context));
    Part<ConvolutionalDecoder> decoder = parts.decoder(model, Upsampling.TRANSPOSED);
    assertThat(decoder.declared()).contains("output.weight (2, 3, 3, 4)");
    assertThat(decoded(decoder, oracle.spread(1, 2, 2)).shape()).isEqualTo(Shape.of(2, 120));
  }

  @Test
  void latentsMayHaveAnyShape() {
    LatentGroup square = new LatentGroup("map", Shape.of(2, 2));
    Architecture model =
        Part.plain(ODD, square)
            .encoder(context -> new ConvolutionalEncoder(stages(List.of(2)), List.of(), context))
            .decoder(
                context ->
                    new ConvolutionalDecoder(
                        stages(List.of(2)), Upsampling.TRANSPOSED, List.of(), context))
            .build();
    ModelPass pass = ModelPass.evaluating(oracle.initial(model), oracle.noise(1));
    var q =
        model
            .encoder()
            .encode(pass, Batch.of(oracle.spread(1, 4, 60)))
            .given(square, new Latents());
    assertThat(q.event()).isEqualTo(Shape.of(2, 2));
    Latents z = Latents.of(square, q.sample(oracle.noise(1), Shape.of(7, 4)));
    assertThat(model.decoder().decode(pass, z, Condition.none()).shape())
        .isEqualTo(Shape.of(7, 4, 60));
  }

  @Test
  void defaultsDoubleImagesTwice() {
    DataSchema mnist = DataSchema.of(28, 28, 1);
    LatentGroup z = LatentGroup.of("z", 32);
    assertThat(
            parts
                .provided(new ConvolutionalDecoderProvider()::create, "{}", Part.plain(mnist, z))
                .declared())
        .containsExactly(
            "grid.weight (32, 3136)",
            "grid.bias (3136)",
            "conv0.weight (64, 4, 4, 32)",
            "conv0.bias (32)",
            "output.weight (32, 4, 4, 1)",
            "output.bias (1)");
  }

  @Test
  void optionsAddBlocksNormalisationAndHiddenLayers() {
    String json =
        """
        {"channels": [2], "kernel": 3, "residual": 1, "hidden": [5], "normalisation": "layer",
         "dropout": 0.1, "activation": "tanh"}""";
    assertThat(
            parts
                .provided(new ConvolutionalDecoderProvider()::create, json, Part.plain(ODD, Z))
                .declared())
        .contains(
            "layer0.weight (2, 5)",
            "grid.weight (5, 18)",
            "grid.normalisation.scale (2)",
            "grid.residual0.second.weight (2, 3, 3, 2)",
            "output.weight (2, 3, 3, 2)");
  }

  @Test
  void itsProviderIsListedAsAService() {
    assertThat(ServiceLoader.load(DecoderProvider.class).stream().map(p -> p.get().name()))
        .contains("conv");
  }
}
