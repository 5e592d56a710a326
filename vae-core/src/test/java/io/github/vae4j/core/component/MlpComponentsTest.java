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
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.GradientCheck;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlpComponentsTest {
  private static final LatentGroup Z = LatentGroup.of("z", 3);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private static ArchitectureBuilder model() {
    return Part.plain(DataSchema.of(2, 3, 1), Z);
  }

  private Part<MlpEncoder> encoder(List<Integer> hidden, Activation activation) {
    return Part.of(oracle, model(), context -> new MlpEncoder(hidden, activation, context));
  }

  private static DiagonalNormal posterior(Part<MlpEncoder> encoder, Tensor x) {
    return posterior(encoder, Batch.of(x));
  }

  private static DiagonalNormal posterior(Part<MlpEncoder> encoder, Batch batch) {
    return (DiagonalNormal) encoder.get().encode(encoder.pass(), batch).given(Z, new Latents());
  }

  @Test
  void encoderHasTwoHeads() {
    Part<MlpEncoder> encoder = encoder(List.of(5, 4), Activation.TANH);
    assertThat(encoder.declared())
        .containsExactly(
            "layer0.weight (6, 5)",
            "layer0.bias (5)",
            "layer1.weight (5, 4)",
            "layer1.bias (4)",
            "mean.weight (4, 3)",
            "mean.bias (3)",
            "logVariance.weight (4, 3)",
            "logVariance.bias (3)");
    encoder
        .with("mean.weight", new double[12])
        .with("mean.bias", 1, 2, 3)
        .with("logVariance.weight", new double[12])
        .with("logVariance.bias", -1, 0, 1);
    DiagonalNormal q = posterior(encoder, oracle.spread(1, 2, 6));
    assertThat(q.batch()).isEqualTo(Shape.of(2));
    assertThat(q.mean().toDoubles()).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(q.logVariance().toDoubles()).containsExactly(-1, 0, 1, -1, 0, 1);
  }

  @Test
  void encoderReadsRowsIndependently() {
    Part<MlpEncoder> encoder = encoder(List.of(5), Activation.RELU);
    Tensor x = oracle.spread(1, 4, 6);
    double[] all = posterior(encoder, x).mean().toDoubles();
    double[] last = posterior(encoder, x.slice(0, 3, 4)).mean().toDoubles();
    assertThat(last).containsExactly(java.util.Arrays.copyOfRange(all, 9, 12), within(1e-15));
  }

  @Test
  void encoderPassesAMaskedBatchThrough() {
    Part<MlpEncoder> encoder = encoder(List.of(5), Activation.RELU);
    Tensor x = oracle.spread(1, 4, 6);
    Batch masked = Batch.builder(x).mask(oracle.ops().full(0, x.shape())).build();
    assertThat(posterior(encoder, masked).mean().toDoubles())
        .isEqualTo(posterior(encoder, x).mean().toDoubles());
  }

  @Test
  void latentsMayHaveAnyShape() {
    LatentGroup square = new LatentGroup("map", Shape.of(2, 2));
    Architecture model =
        Part.plain(DataSchema.of(6), square)
            .encoder(context -> new MlpEncoder(List.of(), Activation.RELU, context))
            .decoder(context -> new MlpDecoder(List.of(5), Activation.RELU, context))
            .build();
    ModelPass pass = ModelPass.evaluating(oracle.initial(model), oracle.noise(1));
    Batch batch = Batch.of(oracle.spread(1, 4, 6));
    var q = model.encoder().encode(pass, batch).given(square, new Latents());
    assertThat(q.event()).isEqualTo(Shape.of(2, 2));
    assertThat(q.batch()).isEqualTo(Shape.of(4));
    Latents z = Latents.of(square, q.sample(oracle.noise(1), Shape.of(7, 4)));
    assertThat(model.decoder().decode(pass, z, Condition.none()).shape())
        .isEqualTo(Shape.of(7, 4, 6));
  }

  @Test
  void decoderGivesWhatTheLikelihoodAsksFor() {
    Part<MlpDecoder> decoder =
        Part.of(
            oracle,
            model().likelihood(context -> NormalLikelihood.perValue(1, 0.1, context)),
            context -> new MlpDecoder(List.of(4), Activation.RELU, context));
    assertThat(decoder.declared())
        .containsExactly(
            "layer0.weight (3, 4)", "layer0.bias (4)", "output.weight (4, 12)", "output.bias (12)");
    Latents z = Latents.of(Z, oracle.spread(1, 5, 2, 3));
    assertThat(decoder.get().decode(decoder.pass(), z, Condition.none()).shape())
        .isEqualTo(Shape.of(5, 2, 12));
  }

  @Test
  void gradientsOfTheWholeBoundAgreeWithDifferences() {
    Architecture model =
        model()
            .encoder(context -> new MlpEncoder(List.of(5), Activation.TANH, context))
            .decoder(context -> new MlpDecoder(List.of(4), Activation.SOFTPLUS, context))
            .likelihood(context -> NormalLikelihood.learned(1, 0.1, context))
            .build();
    double[] values = oracle.spread(1, 4, 6).toDoubles();
    new GradientCheck(
            model,
            Map.of(),
            pass -> {
              Tensor x = pass.noise().ops().tensor(values, Shape.of(4, 6));
              var q =
                  (DiagonalNormal)
                      model.encoder().encode(pass, Batch.of(x)).given(Z, new Latents());
              var p = model.prior().given(pass, Z, new Latents(), Condition.none());
              Latents z = Latents.of(Z, q.rsample(pass.noise(), Shape.of(2, 4)).value());
              Tensor parameters = model.decoder().decode(pass, z, Condition.none());
              Tensor kl = KlRules.builtIn().between(q, p).orElseThrow().value();
              return kl.sum().sub(model.likelihood().given(pass, parameters).logProb(x).sum());
            })
        .passes();
  }

  @Test
  void refusesWhatItWouldIgnore() {
    for (String component : List.of("encoder", "decoder")) {
      ArchitectureBuilder conditional = model().condition(DataSchema.of(10));
      assertThatThrownBy(() -> make(component, List.of(4), conditional))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              component
                  + " 'mlp' does not read a condition, and the model has one of shape (10); remove the"
                  + " condition, or name a component that reads it");
      ArchitectureBuilder ladder = Part.plain(DataSchema.of(6), Z, LatentGroup.of("y", 2));
      assertThatThrownBy(() -> make(component, List.of(4), ladder))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("the model has 2: z, y");
      assertThatThrownBy(() -> make(component, List.of(4, 0), model()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("widths must be 1 or more");
    }
    Part<MlpEncoder> encoder = encoder(List.of(5), Activation.RELU);
    assertThatThrownBy(() -> posterior(encoder, oracle.spread(1, 4, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoder 'mlp': x has shape (4, 7); its last axis must have 6 entries");
  }

  private void make(String component, List<Integer> hidden, ArchitectureBuilder model) {
    Part.of(
        oracle,
        model,
        context ->
            component.equals("encoder")
                ? new MlpEncoder(hidden, Activation.RELU, context)
                : new MlpDecoder(hidden, Activation.RELU, context));
  }

  @Test
  void providersReadTheirOptions() {
    assertThat(provided(new MlpEncoderProvider()::create, JsonOptions.empty()).declared())
        .contains("layer0.weight (6, 400)");
    assertThat(provided(new MlpDecoderProvider()::create, options("{\"hidden\": [7]}")).declared())
        .contains("layer0.weight (3, 7)");
    String styled = "{\"hidden\": [7], \"normalisation\": \"batch\", \"dropout\": 0.5}";
    assertThat(provided(new MlpEncoderProvider()::create, options(styled)).declared())
        .contains("layer0.weight (6, 7)", "layer0.normalisation.variance (7)");
    assertThat(provided(new MlpDecoderProvider()::create, options(styled)).declared())
        .contains("layer0.weight (3, 7)", "layer0.normalisation.scale (7)");
    JsonOptions negative = options("{\"hidden\": [4, -1]}");
    assertThatThrownBy(() -> provided(new MlpEncoderProvider()::create, negative))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hidden")
        .hasMessageContaining("every width must be 1 or more, got [4, -1]");
  }

  private Part<Object> provided(
      BiFunction<Options, BuildContext, Object> provider, JsonOptions options) {
    return Part.of(oracle, model(), context -> provider.apply(options, context));
  }

  @Test
  void providersAreListedAsServices() {
    assertThat(names(EncoderProvider.class)).contains("mlp");
    assertThat(names(DecoderProvider.class)).contains("mlp");
    assertThat(names(PriorProvider.class)).contains("standard-normal");
    assertThat(names(LikelihoodProvider.class)).contains("bernoulli", "categorical", "normal");
    assertThat(provided(new StandardNormalPriorProvider()::create, JsonOptions.empty()).get())
        .isInstanceOf(StandardNormalPrior.class);
  }

  private static <P extends Provider> List<String> names(Class<P> spi) {
    return ServiceLoader.load(spi).stream().map(p -> p.get().name()).toList();
  }

  private static JsonOptions options(String json) {
    return JsonOptions.parse(json, "here");
  }
}
