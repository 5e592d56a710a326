package io.github.vae4j.core.component;

import static io.github.vae4j.core.component.ConvolutionalParts.ODD;
import static io.github.vae4j.core.component.ConvolutionalParts.TANH;
import static io.github.vae4j.core.component.ConvolutionalParts.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionalRefusalTest {
  private final OracleScope oracle = new OracleScope();
  private final ConvolutionalParts parts = new ConvolutionalParts(oracle);

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void refusesDataThatIsNoImage() {
    ArchitectureBuilder flat = Part.plain(DataSchema.of(784), Z);
    assertThatThrownBy(() -> parts.encoder(flat))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "encoder 'conv' is made for images, (height, width, channels) or (height, width), and the"
                + " model's data has shape (784); give the data the shape of its images, or choose 'mlp'");
    DataSchema table = new DataSchema(Shape.of(1, 1), List.of(DataSchema.Column.real("age")));
    assertThatThrownBy(() -> parts.decoder(Part.plain(table, Z), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("decoder 'conv' is made for images")
        .hasMessageContaining("the model's data is a table");
    Part<ConvolutionalEncoder> encoder = parts.encoder(Part.plain(ODD, Z));
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
    assertThatThrownBy(
            () -> parts.provided(new ConvolutionalEncoderProvider()::create, json, model))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("encoder 'conv'" + complaint);
    assertThatThrownBy(
            () -> parts.provided(new ConvolutionalDecoderProvider()::create, json, model))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("decoder 'conv'" + complaint);
    String subpixels = "{\"upsampling\": \"subpixel\", \"kernel\": 3, \"stride\": 4}";
    assertThat(
            parts.provided(new ConvolutionalDecoderProvider()::create, subpixels, model).declared())
        .contains("output.weight (16, 3, 3, 32)");
  }

  @Test
  void refusesParametersThatAreNotThoseOfPixels() {
    ArchitectureBuilder model =
        Part.plain(DataSchema.of(5, 6), Z)
            .likelihood(context -> NormalLikelihood.perValue(1, 0.1, context));
    assertThatThrownBy(() -> parts.decoder(model, Upsampling.TRANSPOSED))
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
      assertThatThrownBy(() -> parts.provided(provider, json, Part.plain(ODD, Z)))
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
            () ->
                parts.provided(
                    new ConvolutionalDecoderProvider()::create, json, Part.plain(ODD, Z)))
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
                parts.provided(
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
            () ->
                parts.provided(
                    new ConvolutionalEncoderProvider()::create, json, Part.plain(ODD, Z)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("LayerNorm: a row of 1 feature has no spread");
  }

  @Test
  void refusesSeveralGroupsOfLatents() {
    LatentGroup y = LatentGroup.of("y", 3);
    String complaint = "encoder: made for one group of latents, the model has 2: z, y";
    assertThatThrownBy(() -> parts.encoder(Part.plain(ODD, Z, y)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(complaint);
    assertThatThrownBy(() -> parts.decoder(Part.plain(ODD, Z, y), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(complaint);
  }

  @Test
  void refusesWhatItWouldIgnore() {
    assertThatThrownBy(() -> parts.encoder(Part.plain(ODD, Z).condition(DataSchema.of(10))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("encoder 'conv' does not read a condition");
    assertThatThrownBy(
            () ->
                parts.decoder(
                    Part.plain(ODD, Z).condition(DataSchema.of(10)), Upsampling.TRANSPOSED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("decoder 'conv' does not read a condition");
  }
}
