package io.github.vae4j.core.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.FakeContext;
import io.github.vae4j.core.testing.FakePass;
import io.github.vae4j.core.testing.OracleScope;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlpComponentsTest {
  private static final LatentGroup Z = LatentGroup.of("z", 3);

  private final OracleScope oracle = new OracleScope();
  private final FakeContext context = FakeContext.of(DataSchema.of(2, 3, 1), Z);

  @AfterEach
  void close() {
    oracle.close();
  }

  private static List<String> declared(FakeContext context) {
    List<String> names = new ArrayList<>();
    for (Parameter key : context.declared().keySet()) {
      names.add(key.name() + " " + key.shape());
    }
    return names;
  }

  @Test
  void encoderHasTwoHeads() {
    MlpEncoder encoder = new MlpEncoder(List.of(5, 4), Activation.TANH, context);
    assertThat(declared(context))
        .containsExactly(
            "layer0.weight (6, 5)",
            "layer0.bias (5)",
            "layer1.weight (5, 4)",
            "layer1.bias (4)",
            "mean.weight (4, 3)",
            "mean.bias (3)",
            "logVariance.weight (4, 3)",
            "logVariance.bias (3)");
    FakePass pass =
        FakePass.initial(oracle, context)
            .with("mean.weight", oracle.ops().full(0, Shape.of(4, 3)))
            .with("mean.bias", oracle.vector(1, 2, 3))
            .with("logVariance.weight", oracle.ops().full(0, Shape.of(4, 3)))
            .with("logVariance.bias", oracle.vector(-1, 0, 1));
    DiagonalNormal q = posterior(encoder, pass, oracle.spread(1, 2, 6));
    assertThat(q.batch()).isEqualTo(Shape.of(2));
    assertThat(q.mean().toDoubles()).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(q.logVariance().toDoubles()).containsExactly(-1, 0, 1, -1, 0, 1);
  }

  private static DiagonalNormal posterior(MlpEncoder encoder, FakePass pass, Tensor x) {
    return (DiagonalNormal) encoder.encode(pass, Batch.of(x)).given(Z, new Latents());
  }

  @Test
  void encoderReadsRowsIndependently() {
    MlpEncoder encoder = new MlpEncoder(List.of(5), Activation.RELU, context);
    FakePass pass = FakePass.initial(oracle, context);
    Tensor x = oracle.spread(1, 4, 6);
    double[] all = posterior(encoder, pass, x).mean().toDoubles();
    double[] last = posterior(encoder, pass, x.slice(0, 3, 4)).mean().toDoubles();
    assertThat(last).containsExactly(java.util.Arrays.copyOfRange(all, 9, 12), within(1e-15));
  }

  @Test
  void encoderPassesAMaskedBatchThrough() {
    MlpEncoder encoder = new MlpEncoder(List.of(5), Activation.RELU, context);
    FakePass pass = FakePass.initial(oracle, context);
    Tensor x = oracle.spread(1, 4, 6);
    Batch masked = Batch.builder(x).mask(oracle.ops().full(0, x.shape())).build();
    DiagonalNormal q = (DiagonalNormal) encoder.encode(pass, masked).given(Z, new Latents());
    assertThat(q.mean().toDoubles()).isEqualTo(posterior(encoder, pass, x).mean().toDoubles());
  }

  @Test
  void latentsMayHaveAnyShape() {
    LatentGroup square = new LatentGroup("map", Shape.of(2, 2));
    FakeContext other = FakeContext.of(DataSchema.of(6), square);
    other.with(Likelihood.class, new BernoulliLikelihood(other));
    MlpEncoder encoder = new MlpEncoder(List.of(), Activation.RELU, other.inner("encoder"));
    MlpDecoder decoder = new MlpDecoder(List.of(5), Activation.RELU, other.inner("decoder"));
    FakePass pass = FakePass.initial(oracle, other);
    var q = encoder.encode(pass, Batch.of(oracle.spread(1, 4, 6))).given(square, new Latents());
    assertThat(q.event()).isEqualTo(Shape.of(2, 2));
    assertThat(q.batch()).isEqualTo(Shape.of(4));
    Latents z = Latents.of(square, q.sample(oracle.noise(1), Shape.of(7, 4)));
    assertThat(decoder.decode(pass, z, Condition.none()).shape()).isEqualTo(Shape.of(7, 4, 6));
  }

  @Test
  void decoderGivesWhatTheLikelihoodAsksFor() {
    context.with(Likelihood.class, NormalLikelihood.perValue(1, 0.1, context));
    MlpDecoder decoder = new MlpDecoder(List.of(4), Activation.RELU, context);
    assertThat(declared(context))
        .containsExactly(
            "layer0.weight (3, 4)", "layer0.bias (4)", "output.weight (4, 12)", "output.bias (12)");
    FakePass pass = FakePass.initial(oracle, context);
    Latents z = Latents.of(Z, oracle.spread(1, 5, 2, 3));
    assertThat(decoder.decode(pass, z, Condition.none()).shape()).isEqualTo(Shape.of(5, 2, 12));
  }

  @Test
  void gradientsOfTheWholeBoundAgreeWithDifferences() {
    NormalLikelihood likelihood = NormalLikelihood.learned(1, 0.1, context);
    context.with(Likelihood.class, likelihood);
    MlpEncoder encoder = new MlpEncoder(List.of(5), Activation.TANH, context.inner("encoder"));
    MlpDecoder decoder = new MlpDecoder(List.of(4), Activation.SOFTPLUS, context.inner("decoder"));
    FakePass initial = FakePass.initial(oracle, context);
    Tensor x = oracle.spread(1, 4, 6);
    double error =
        oracle.gradientError(
            values -> {
              FakePass pass = initial.with(values);
              DiagonalNormal q = posterior(encoder, pass, x);
              var p = new StandardNormalPrior().given(pass, Z, new Latents(), Condition.none());
              Latents z = Latents.of(Z, q.rsample(oracle.noise(1), Shape.of(2, 4)).value());
              Tensor parameters = decoder.decode(pass, z, Condition.none());
              Tensor kl = KlRules.builtIn().between(q, p).orElseThrow().value();
              return kl.sum().sub(likelihood.given(pass, parameters).logProb(x).sum());
            },
            initial.values().toArray(new Tensor[0]));
    assertThat(error).isLessThan(1e-6);
  }

  @Test
  void refusesWhatItWouldIgnore() {
    FakeContext conditional = context.conditional(DataSchema.of(10));
    for (String component : List.of("encoder", "decoder")) {
      assertThatThrownBy(() -> make(component, List.of(4), conditional))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              component
                  + " 'mlp' does not read a condition, and the model has one of shape (10); remove the"
                  + " condition, or name a component that reads it");
      FakeContext ladder = FakeContext.of(DataSchema.of(6), Z, LatentGroup.of("y", 2));
      assertThatThrownBy(() -> make(component, List.of(4), ladder))
          .isInstanceOf(ConfigurationException.class);
      assertThatThrownBy(() -> make(component, List.of(4, 0), context.inner(component)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("widths must be 1 or more");
    }
    MlpEncoder encoder = new MlpEncoder(List.of(5), Activation.RELU, context.inner("other"));
    assertThatThrownBy(
            () -> posterior(encoder, FakePass.initial(oracle, context), oracle.spread(1, 4, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoder 'mlp': x has shape (4, 7); its last axis must have 6 entries");
  }

  private static Object make(String component, List<Integer> hidden, FakeContext context) {
    return component.equals("encoder")
        ? new MlpEncoder(hidden, Activation.RELU, context)
        : new MlpDecoder(hidden, Activation.RELU, context);
  }

  @Test
  void providersReadTheirOptions() {
    context.with(Likelihood.class, new BernoulliLikelihood(context));
    new MlpEncoderProvider().create(JsonOptions.empty(), context.inner("encoder"));
    new MlpDecoderProvider().create(options("{\"hidden\": [7]}"), context.inner("decoder"));
    assertThat(declared(context))
        .contains("encoder.layer0.weight (6, 400)", "decoder.layer0.weight (3, 7)");
    assertThatThrownBy(
            () -> new MlpEncoderProvider().create(options("{\"hidden\": [4, -1]}"), context))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hidden")
        .hasMessageContaining("every width must be 1 or more, got [4, -1]");
  }

  @Test
  void providersAreListedAsServices() {
    assertThat(names(EncoderProvider.class)).contains("mlp");
    assertThat(names(DecoderProvider.class)).contains("mlp");
    assertThat(names(PriorProvider.class)).contains("standard-normal");
    assertThat(names(LikelihoodProvider.class)).contains("bernoulli", "normal");
    assertThat(new StandardNormalPriorProvider().create(JsonOptions.empty(), context))
        .isInstanceOf(StandardNormalPrior.class);
  }

  private static <P extends Provider> List<String> names(Class<P> spi) {
    return ServiceLoader.load(spi).stream().map(p -> p.get().name()).toList();
  }

  private static JsonOptions options(String json) {
    return JsonOptions.parse(json, "here");
  }
}
