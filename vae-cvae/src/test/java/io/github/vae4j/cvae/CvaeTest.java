package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CvaeTest {
  private static final DataSchema IMAGE = DataSchema.of(2, 2, 1);
  private static final Plugins PLUGINS = Plugins.discover();

  private static ModelDescription completing() {
    return Cvae.withLearnedPrior(
        Cvae.mlp(IMAGE, IMAGE, 2, List.of(5, 4), Activation.TANH, "bernoulli"),
        List.of(3),
        Activation.SILU);
  }

  private static Architecture build(ModelDescription model) {
    return Architecture.builder(model, PLUGINS).build();
  }

  private static Elbo elbo(Architecture model) {
    return new Elbo(model, KlRules.discover(PLUGINS), ElboOptions.standard().withSamples(2));
  }

  @Test
  void itsPartsAreFoundLikeAnyPlugins() {
    assertThat(
            List.<Provider>of(
                PLUGINS.named(EncoderProvider.class, "conditional-mlp"),
                PLUGINS.named(DecoderProvider.class, "conditional-mlp"),
                PLUGINS.named(PriorProvider.class, "conditional-normal")))
        .hasExactlyElementsOfTypes(
            ConditionalMlpEncoderProvider.class,
            ConditionalMlpDecoderProvider.class,
            ConditionalNormalPriorProvider.class);
  }

  @Test
  void describesAModelOfLabels() {
    assertThat(
            Cvae.mlp(
                    IMAGE,
                    Conditions.labelSchema(10),
                    2,
                    List.of(5, 4),
                    Activation.RELU,
                    "bernoulli")
                .toJson())
        .isEqualTo(
            "{\"data\":{\"shape\":[2,2,1]},"
                + "\"condition\":{\"shape\":[1],\"columns\":"
                + "[{\"name\":\"label\",\"kind\":\"category\",\"categories\":10}]},"
                + "\"latents\":[{\"name\":\"z\",\"shape\":[2]}],"
                + "\"encoder\":{\"type\":\"conditional-mlp\",\"hidden\":[5,4],\"activation\":\"relu\"},"
                + "\"prior\":{\"type\":\"standard-normal\"},"
                + "\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[4,5],\"activation\":\"relu\"},"
                + "\"likelihood\":{\"type\":\"bernoulli\"}}");
  }

  @Test
  void describesAModelThatCompletesImages() {
    assertThat(completing().toJson())
        .isEqualTo(
            "{\"data\":{\"shape\":[2,2,1]},\"condition\":{\"shape\":[2,2,1]},"
                + "\"latents\":[{\"name\":\"z\",\"shape\":[2]}],"
                + "\"encoder\":{\"type\":\"conditional-mlp\",\"hidden\":[5,4],\"activation\":\"tanh\","
                + "\"condition\":{\"unseen\":-1.0}},"
                + "\"prior\":{\"type\":\"conditional-normal\",\"hidden\":[3],\"activation\":\"silu\","
                + "\"condition\":{\"unseen\":-1.0}},"
                + "\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[4,5],\"activation\":\"tanh\","
                + "\"condition\":{\"unseen\":-1.0}},"
                + "\"likelihood\":{\"type\":\"bernoulli\"}}");
  }

  @Test
  void describesARegressor() {
    assertThat(
            Cvae.regressor(
                    DataSchema.of(3), DataSchema.of(6), List.of(5, 4), Activation.RELU, "normal")
                .toJson())
        .isEqualTo(
            "{\"data\":{\"shape\":[3]},\"condition\":{\"shape\":[6]},\"latents\":[],"
                + "\"encoder\":{\"type\":\"none\"},\"prior\":{\"type\":\"none\"},"
                + "\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[5,4],\"activation\":\"relu\"},"
                + "\"likelihood\":{\"type\":\"normal\"}}");
  }

  @Test
  void resolvedDescriptionsSayEveryDefault() {
    ModelDescription resolved =
        build(
                Cvae.mlp(
                    IMAGE, Conditions.labelSchema(3), 2, List.of(5), Activation.RELU, "bernoulli"))
            .description();
    assertThat(resolved.toJson())
        .contains(
            "\"encoder\":{\"type\":\"conditional-mlp\",\"hidden\":[5],\"activation\":\"relu\","
                + "\"normalisation\":\"none\",\"dropout\":0.0,\"spread\":\"log-variance\","
                + "\"readsCondition\":true,"
                + "\"condition\":{\"embedding\":0,\"unseen\":0.0,\"mask\":false}}",
            "\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[5],\"activation\":\"relu\","
                + "\"normalisation\":\"none\",\"dropout\":0.0,"
                + "\"readsCondition\":true,"
                + "\"condition\":{\"embedding\":0,\"unseen\":0.0,\"mask\":false}}");
    for (ModelDescription model :
        List.of(
            resolved,
            completing(),
            Cvae.regressor(
                Conditions.labelSchema(2), IMAGE, List.of(), Activation.RELU, "categorical"))) {
      ModelDescription once = build(model).description();
      assertThat(build(ModelDescription.parse(once.toJson())).description()).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "encoder; {'type': 'conditional-mlp', 'hiden': [4]}; encoder: no option 'hiden'. Did you"
            + " mean 'hidden'?",
        "encoder; {'type': 'conditional-mlp', 'condition': {'embeding': 4}}; encoder.condition: no"
            + " option 'embeding'. Did you mean 'embedding'?",
        "encoder; {'type': 'conditional-mlp', 'condition': {'embedding': -4}};"
            + " encoder.condition.embedding: must be 0 (one-hot) or more, got -4",
        "encoder; {'type': 'conditional-mlp', 'spread': 'sigma'}; encoder.spread: no 'sigma'.",
        "decoder; {'type': 'conditional-mlp', 'readsCondition': false, 'condition': {}};"
            + " decoder: no option 'condition'.",
        "decoder; {'type': 'conditional-mlp', 'spread': 'log-sigma'}; decoder: no option 'spread'.",
        "prior; {'type': 'conditional-normal', 'readsCondition': false}; prior: no option"
            + " 'readsCondition'.",
        "prior; {'type': 'conditional-normal', 'hidden': [0]}; prior.hidden: every width must be 1"
            + " or more, got [0]",
      })
  void refusesOptionsThatAreNone(String part, String options, String message) {
    ModelDescription labels =
        Cvae.mlp(IMAGE, Conditions.labelSchema(3), 2, List.of(5), Activation.RELU, "bernoulli")
            .with(part, options.replace('\'', '"'));
    assertThatThrownBy(() -> build(labels))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesModelsThatAreNotConditional() {
    ModelDescription plain =
        ModelDescription.mlp(IMAGE, 2, List.of(5), Activation.RELU, "bernoulli");
    assertThatThrownBy(() -> Cvae.withLearnedPrior(plain, List.of(5), Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "withLearnedPrior: the model has no condition to learn a prior from; make it with"
                + " Cvae.mlp, or give it one by withCondition");
    assertThatThrownBy(() -> build(plain.with("decoder", "{\"type\":\"conditional-mlp\"}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "decoder 'conditional-mlp' reads a condition, and the model has none; give it a"
                + " condition, or name a component that reads none");
    for (int latent : new int[] {0, -1}) {
      assertThatThrownBy(
              () -> Cvae.mlp(IMAGE, IMAGE, latent, List.of(), Activation.RELU, "bernoulli"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got [" + latent + "]");
    }
    assertThatThrownBy(() -> Conditions.labelSchema(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labelSchema: there must be 1 class or more, got 0");
  }

  @Test
  void partsMayIgnoreTheCondition() {
    Architecture published =
        build(
            completing()
                .with("encoder", "{\"type\":\"conditional-mlp\",\"readsCondition\":false}")
                .with("decoder", "{\"type\":\"conditional-mlp\",\"readsCondition\":false}"));
    assertThat(published.declarations())
        .extracting(declaration -> declaration.key().name() + " " + declaration.key().shape())
        .contains(
            "encoder.layer0.weight (4, 400)",
            "prior.layer0.weight (4, 3)",
            "decoder.layer0.latentWeight (2, 400)")
        .noneMatch(name -> name.startsWith("decoder.layer0.conditionWeight"));
  }

  /** Two images of which the second and the first pixel are missing; NaN stands for them. */
  private static Batch completed(Ops ops) {
    double nan = Double.NaN;
    Tensor x = ops.tensor(new double[] {1, 0, 0.5, 1, 0, 1, 1, 0.25}, Shape.of(2, 4));
    Tensor seen = ops.tensor(new double[] {1, 0, 1, 1, 0, 1, 1, 1}, Shape.of(2, 4));
    Tensor part = ops.tensor(new double[] {1, nan, 0.5, 1, nan, 1, 1, 0.25}, Shape.of(2, 4));
    return Batch.builder(x)
        .targetMask(seen.neg().add(1))
        .condition(Condition.of(part, seen))
        .build();
  }

  @Test
  void gradientsOfTheBoundAgreeWithDifferences() {
    Architecture model = build(completing());
    try (Oracle oracle = new Oracle(model)) {
      oracle.requireGradients(
          pass -> elbo(model).of(pass, completed(pass.noise().ops())).rows().sum());
    }
  }

  @Test
  void theBoundOfAClassifierIsItsLogProbability() {
    Architecture model =
        build(
            Cvae.regressor(
                Conditions.labelSchema(3),
                DataSchema.of(2),
                List.of(),
                Activation.RELU,
                "categorical"));
    try (Oracle oracle = new Oracle(model)) {
      oracle
          .with("decoder.output.conditionWeight", 1, 0, 0, 0, 1, 0)
          .with("decoder.output.bias", 0, 0, 0.5);
      Batch batch =
          Batch.builder(oracle.tensor(Shape.of(2, 1), 2, 0))
              .condition(Condition.of(oracle.tensor(Shape.of(2, 2), 1, -1, 0.25, 2)))
              .build();
      double first = 0.5 - Math.log(Math.exp(1) + Math.exp(-1) + Math.exp(0.5));
      double second = 0.25 - Math.log(Math.exp(0.25) + Math.exp(2) + Math.exp(0.5));
      Elbo bound = new Elbo(model, KlRules.discover(PLUGINS), ElboOptions.standard());
      assertThat(bound.of(oracle.pass(), batch).rows().toDoubles())
          .containsExactly(new double[] {first, second}, within(1e-14));
      oracle.requireGradients(
          pass -> {
            Ops ops = pass.noise().ops();
            Batch rows =
                Batch.builder(ops.tensor(new double[] {2, 0}, Shape.of(2, 1)))
                    .condition(
                        Condition.of(ops.tensor(new double[] {1, -1, 0.25, 2}, Shape.of(2, 2))))
                    .build();
            return bound.of(pass, rows).rows().sum();
          });
    }
  }
}
