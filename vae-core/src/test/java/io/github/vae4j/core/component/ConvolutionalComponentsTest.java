package io.github.vae4j.core.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected outputs were computed with PyTorch in double precision. */
class ConvolutionalComponentsTest {
  private static final LatentGroup Z = LatentGroup.of("z", 2);
  private static final LayerStyle TANH = LayerStyle.of(Activation.TANH);
  private static final DataSchema ODD = DataSchema.of(5, 6, 2);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private static ConvolutionStages stages(List<Integer> channels) {
    return new ConvolutionStages(channels, 3, 2, 1, 0, TANH);
  }

  private Part<ConvolutionalEncoder> encoder(ArchitectureBuilder model) {
    return Part.of(
        oracle,
        model,
        context -> new ConvolutionalEncoder(stages(List.of(2, 3)), List.of(4), context));
  }

  private Part<ConvolutionalDecoder> decoder(ArchitectureBuilder model, Upsampling upsampling) {
    return Part.of(
        oracle,
        model,
        context ->
            new ConvolutionalDecoder(stages(List.of(3, 2)), upsampling, List.of(4), context));
  }

  /** Gives each parameter, in the order in which they were declared, values of its own seed. */
  private <T> Part<T> spread(Part<T> part) {
    int seed = 1;
    for (String declared : part.declared()) {
      String name = declared.substring(0, declared.indexOf(' '));
      part.with(name, oracle.spread(seed++, part.values(name).length).toDoubles());
    }
    return part;
  }

  @Test
  void encoderConvolvesThenConnects() {
    Part<ConvolutionalEncoder> encoder = spread(encoder(Part.plain(ODD, Z)));
    assertThat(encoder.declared())
        .containsExactly(
            "conv0.weight (2, 3, 3, 2)",
            "conv0.bias (2)",
            "conv1.weight (3, 3, 3, 2)",
            "conv1.bias (3)",
            "layer0.weight (12, 4)",
            "layer0.bias (4)",
            "mean.weight (4, 2)",
            "mean.bias (2)",
            "logVariance.weight (4, 2)",
            "logVariance.bias (2)");
    Batch batch = Batch.of(oracle.spread(20, 2, 60));
    DiagonalNormal q =
        (DiagonalNormal) encoder.get().encode(encoder.pass(), batch).given(Z, new Latents());
    assertThat(q.mean().toDoubles())
        .containsExactly(
            new double[] {-3.889787624242, -4.171241052514, -3.890128351306, -4.452832912503},
            within(1e-11));
    assertThat(q.logVariance().toDoubles())
        .containsExactly(
            new double[] {-2.304263344189, -3.53207290119, -1.910340155802, -3.402984295825},
            within(1e-11));
  }

  @Test
  void decoderReachesTheSizeOfTheImageExactly() {
    Part<ConvolutionalDecoder> decoder = spread(decoder(Part.plain(ODD, Z), Upsampling.TRANSPOSED));
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

  private static Tensor decoded(Part<ConvolutionalDecoder> decoder, Tensor z) {
    return decoder.get().decode(decoder.pass(), Latents.of(Z, z), Condition.none());
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
    Part<ConvolutionalDecoder> decoder = decoder(Part.plain(ODD, Z), Upsampling.SUBPIXEL);
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
    Part<ConvolutionalEncoder> encoder = encoder(Part.plain(DataSchema.of(5, 6), Z));
    assertThat(encoder.declared()).contains("conv0.weight (2, 3, 3, 1)");
    Part<ConvolutionalDecoder> decoder =
        decoder(Part.plain(DataSchema.of(5, 6), Z), Upsampling.TRANSPOSED);
    assertThat(decoder.declared()).contains("output.weight (2, 3, 3, 1)");
  }

  @Test
  void theLikelihoodSaysHowManyParametersAPixelHas() {
    ArchitectureBuilder model =
        Part.plain(ODD, Z).likelihood(context -> NormalLikelihood.perValue(1, 0.1, context));
    Part<ConvolutionalDecoder> decoder = decoder(model, Upsampling.TRANSPOSED);
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
  void defaultsHalveImagesTwice() {
    DataSchema mnist = DataSchema.of(28, 28, 1);
    LatentGroup z = LatentGroup.of("z", 32);
    assertThat(
            provided(new ConvolutionalEncoderProvider()::create, "{}", Part.plain(mnist, z))
                .declared())
        .containsExactly(
            "conv0.weight (32, 4, 4, 1)",
            "conv0.bias (32)",
            "conv1.weight (64, 4, 4, 32)",
            "conv1.bias (64)",
            "mean.weight (3136, 32)",
            "mean.bias (32)",
            "logVariance.weight (3136, 32)",
            "logVariance.bias (32)");
    assertThat(
            provided(new ConvolutionalDecoderProvider()::create, "{}", Part.plain(mnist, z))
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
        {"channels": [2], "kernel": 3, "residual": 1, "hidden": [5], "normalisation": "batch",
         "dropout": 0.1, "activation": "tanh"}""";
    assertThat(
            provided(new ConvolutionalEncoderProvider()::create, json, Part.plain(ODD, Z))
                .declared())
        .contains(
            "conv0.weight (2, 3, 3, 2)",
            "conv0.normalisation.variance (2)",
            "conv0.residual0.first.weight (2, 3, 3, 2)",
            "conv0.residual0.second.normalisation.scale (2)",
            "layer0.weight (18, 5)",
            "layer0.normalisation.mean (5)");
    assertThat(
            provided(
                    new ConvolutionalDecoderProvider()::create,
                    json.replace("\"batch\"", "\"layer\""),
                    Part.plain(ODD, Z))
                .declared())
        .contains(
            "layer0.weight (2, 5)",
            "grid.weight (5, 18)",
            "grid.normalisation.scale (2)",
            "grid.residual0.second.weight (2, 3, 3, 2)",
            "output.weight (2, 3, 3, 2)");
  }

  private Part<Object> provided(
      BiFunction<Options, BuildContext, Object> provider, String json, ArchitectureBuilder model) {
    JsonOptions options = JsonOptions.parse(json, "here");
    return Part.of(oracle, model, context -> provider.apply(options, context));
  }

  @Test
  void providersAreListedAsServices() {
    assertThat(names(EncoderProvider.class)).contains("conv");
    assertThat(names(DecoderProvider.class)).contains("conv");
  }

  private static <P extends Provider> List<String> names(Class<P> spi) {
    return ServiceLoader.load(spi).stream().map(p -> p.get().name()).toList();
  }

  @Test
  void refusesDataThatIsNoImage() {
    ArchitectureBuilder flat = Part.plain(DataSchema.of(784), Z);
    assertThatThrownBy(() -> encoder(flat))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "encoder 'conv' is made for images, (height, width, channels) or (height, width), and the"
                + " model's data has shape (784); give the data the shape of its images, or choose 'mlp'");
    DataSchema table =
        new DataSchema(
            Shape.of(1, 1), List.of(new DataSchema.Column("age", DataSchema.Column.Kind.REAL, 0)));
    assertThatThrownBy(() -> decoder(Part.plain(table, Z), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("decoder 'conv' is made for images")
        .hasMessageContaining("the model's data is a table");
    Part<ConvolutionalEncoder> encoder = encoder(Part.plain(ODD, Z));
    assertThatThrownBy(() -> encoder.get().encode(encoder.pass(), Batch.of(oracle.spread(1, 4, 7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoder 'conv': x has shape (4, 7); its last axis must have 60 entries");
  }

  @Test
  void refusesStagesThatDoNotFit() {
    assertThatThrownBy(
            () ->
                Part.of(
                    oracle,
                    Part.plain(DataSchema.of(28, 28, 1), Z),
                    context ->
                        new ConvolutionalEncoder(
                            new ConvolutionStages(List.of(8, 8, 8, 8, 8), 4, 2, 1, 0, TANH),
                            List.of(),
                            context)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "encoder 'conv': a kernel of 4 with a padding of 1 does not fit the 1 x 1 pixels to which"
                + " 28 x 28 have shrunk; name fewer stages in 'channels', give a smaller kernel or more padding");
    assertThatThrownBy(() -> new ConvolutionStages(List.of(), 4, 2, 1, 0, TANH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ConvolutionStages: there must be a stage")
        .hasMessageContaining("got channels [], kernel 4, stride 2, padding 1, residual 0");
  }

  @Test
  void refusesAKernelThatPassesOverPixels() {
    String complaint =
        ": a kernel of 2 with a stride of 3 passes over pixels; give a larger kernel or a smaller stride";
    String json = "{\"kernel\": 2, \"stride\": 3}";
    ArchitectureBuilder model = Part.plain(DataSchema.of(28, 28, 1), Z);
    assertThatThrownBy(() -> provided(new ConvolutionalEncoderProvider()::create, json, model))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("encoder 'conv'" + complaint);
    assertThatThrownBy(() -> provided(new ConvolutionalDecoderProvider()::create, json, model))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("decoder 'conv'" + complaint);
    String subpixels = "{\"upsampling\": \"subpixel\", \"kernel\": 3, \"stride\": 4}";
    assertThat(provided(new ConvolutionalDecoderProvider()::create, subpixels, model).declared())
        .contains("output.weight (16, 3, 3, 32)");
  }

  @Test
  void refusesParametersThatAreNotThoseOfPixels() {
    ArchitectureBuilder model =
        Part.plain(DataSchema.of(5, 6), Z)
            .likelihood(context -> NormalLikelihood.perValue(1, 0.1, context));
    assertThatThrownBy(() -> decoder(model, Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "decoder 'conv' gives parameters for each pixel, and the likelihood asks for (5, 12) for"
                + " data of (5, 6); give the data the shape (height, width, channels), or choose 'mlp'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"channels\": []}|here.channels: must name one stage or more, got none",
        "{\"channels\": [4, 0]}|here.channels: every number of channels must be 1 or more, got [4, 0]",
        "{\"kernel\": 0}|here.kernel: must be 1 or more, got 0",
        "{\"stride\": 0}|here.stride: must be 1 or more, got 0",
        "{\"padding\": -1}|here.padding: must be 0 or more, got -1",
        "{\"residual\": -1}|here.residual: must be 0 or more, got -1",
        "{\"dropout\": 1}|here.dropout: the rate must be 0 or more and below 1, got 1.0",
        "{\"normalisation\": \"group\"}|here.normalisation: no 'group'"
      })
  void refusesOptionsByTheirPath(String json, String complaint) {
    for (BiFunction<Options, BuildContext, Object> provider :
        List.<BiFunction<Options, BuildContext, Object>>of(
            new ConvolutionalEncoderProvider()::create,
            new ConvolutionalDecoderProvider()::create)) {
      assertThatThrownBy(() -> provided(provider, json, Part.plain(ODD, Z)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(complaint);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kernel\": 4|here.kernel: must be odd for sub-pixel upsampling, got 4",
        "\"padding\": 0|here.padding: must be 1, half the kernel, for sub-pixel upsampling, got 0",
        "\"kernel\": 5, \"padding\": 1|here.padding: must be 2, half the kernel, for sub-pixel upsampling, got 1"
      })
  void refusesOptionsThatSubpixelsCannotHave(String options, String complaint) {
    String json = "{\"upsampling\": \"subpixel\", " + options + "}";
    assertThatThrownBy(
            () -> provided(new ConvolutionalDecoderProvider()::create, json, Part.plain(ODD, Z)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(complaint);
  }

  @Test
  void refusesAPaddingThatSubpixelsWouldIgnore() {
    ConvolutionStages unpadded = new ConvolutionStages(List.of(3, 2), 3, 2, 0, 0, TANH);
    assertThatThrownBy(
            () ->
                Part.of(
                    oracle,
                    Part.plain(ODD, Z),
                    context ->
                        new ConvolutionalDecoder(
                            unpadded, Upsampling.SUBPIXEL, List.of(), context)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "decoder 'conv': sub-pixels of a kernel of 3 need a padding of 1, half of it, got 0");
  }

  @Test
  void refusesAKernelThatDoesNotFitTheDecodersGrid() {
    assertThatThrownBy(
            () ->
                provided(
                    new ConvolutionalDecoderProvider()::create,
                    "{\"channels\": [8, 8, 8, 8, 8]}",
                    Part.plain(DataSchema.of(28, 28, 1), Z)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "decoder 'conv': a kernel of 4 with a padding of 1 does not fit the 1 x 1 pixels to which"
                + " 28 x 28 have shrunk; name fewer stages in 'channels', give a smaller kernel or more padding");
  }

  @Test
  void refusesToNormaliseOneChannelByLayer() {
    String json = "{\"channels\": [1], \"normalisation\": \"layer\"}";
    assertThatThrownBy(
            () -> provided(new ConvolutionalEncoderProvider()::create, json, Part.plain(ODD, Z)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("LayerNorm: a row of 1 feature has no spread");
  }

  @Test
  void refusesSeveralGroupsOfLatents() {
    LatentGroup y = LatentGroup.of("y", 3);
    String complaint = "encoder: made for one group of latents, the model has 2: z, y";
    assertThatThrownBy(() -> encoder(Part.plain(ODD, Z, y)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(complaint);
    assertThatThrownBy(() -> decoder(Part.plain(ODD, Z, y), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(complaint);
  }

  @Test
  void refusesWhatItWouldIgnore() {
    assertThatThrownBy(() -> encoder(Part.plain(ODD, Z).condition(DataSchema.of(10))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("encoder 'conv' does not read a condition");
    assertThatThrownBy(
            () -> decoder(Part.plain(ODD, Z).condition(DataSchema.of(10)), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("decoder 'conv' does not read a condition");
  }
}
