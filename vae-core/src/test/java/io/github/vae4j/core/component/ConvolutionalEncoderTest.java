package io.github.vae4j.core.component;

import static io.github.vae4j.core.component.ConvolutionalParts.ODD;
import static io.github.vae4j.core.component.ConvolutionalParts.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected outputs were computed with PyTorch in double precision. */
class ConvolutionalEncoderTest {
  private final OracleScope oracle = new OracleScope();
  private final ConvolutionalParts parts = new ConvolutionalParts(oracle);

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void encoderConvolvesThenConnects() {
    Part<ConvolutionalEncoder> encoder = parts.spread(parts.encoder(Part.plain(ODD, Z)));
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
  void imagesWithoutAnAxisOfChannelsHaveOne() {
    Part<ConvolutionalEncoder> encoder = parts.encoder(Part.plain(DataSchema.of(5, 6), Z));
    assertThat(encoder.declared()).contains("conv0.weight (2, 3, 3, 1)");
  }

  @Test
  void defaultsHalveImagesTwice() {
    DataSchema mnist = DataSchema.of(28, 28, 1);
    LatentGroup z = LatentGroup.of("z", 32);
    assertThat(
            parts
                .provided(new ConvolutionalEncoderProvider()::create, "{}", Part.plain(mnist, z))
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
  }

  @Test
  void optionsAddBlocksNormalisationAndHiddenLayers() {
    String json =
        """
        {"channels": [2], "kernel": 3, "residual": 1, "hidden": [5], "normalisation": "batch",
         "dropout": 0.1, "activation": "tanh"}""";
    assertThat(
            parts
                .provided(new ConvolutionalEncoderProvider()::create, json, Part.plain(ODD, Z))
                .declared())
        .contains(
            "conv0.weight (2, 3, 3, 2)",
            "conv0.normalisation.variance (2)",
            "conv0.residual0.first.weight (2, 3, 3, 2)",
            "conv0.residual0.second.normalisation.scale (2)",
            "layer0.weight (18, 5)",
            "layer0.normalisation.mean (5)");
  }

  @Test
  void itsProviderIsListedAsAService() {
    assertThat(ServiceLoader.load(EncoderProvider.class).stream().map(p -> p.get().name()))
        .contains("conv");
  }
}
