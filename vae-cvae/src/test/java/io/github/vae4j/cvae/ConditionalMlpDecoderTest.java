package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Normalisation;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ConditionalMlpDecoderTest {
  private static final DataSchema DATA = DataSchema.of(3);
  private static final DataSchema PAIR = DataSchema.of(2);

  private static HiddenLayers hidden(Integer... widths) {
    return new HiddenLayers(List.of(widths), LayerStyle.of(Activation.RELU));
  }

  private static Oracle oracle(
      ArchitectureBuilder model, HiddenLayers hidden, ConditionOptions options) {
    return new Oracle(
        model
            .decoder((BuildContext context) -> ConditionalMlpDecoder.of(hidden, options, context))
            .build());
  }

  private static Oracle reading(DataSchema condition, HiddenLayers hidden) {
    return oracle(Oracle.around(DATA).condition(condition), hidden, ConditionOptions.defaults());
  }

  private static Tensor decoded(Oracle oracle, Tensor z, Condition condition) {
    return oracle.model().decoder().decode(oracle.pass(), Latents.of(Oracle.Z, z), condition);
  }

  @Test
  void readsLatentsAndConditionSideBySide() {
    try (Oracle oracle = reading(PAIR, hidden(2))) {
      oracle
          .with("decoder.layer0.latentWeight", 1, 0, 0, 1)
          .with("decoder.layer0.conditionWeight", 1, 1, 0, -1)
          .with("decoder.layer0.bias", 0, 3)
          .with("decoder.output.weight", 1, 0, 2, 0, 1, -1)
          .with("decoder.output.bias", 0.25, 0, 0);
      Tensor z = oracle.tensor(Shape.of(2, 2), 1, -1, -4, 1);
      Condition condition = Condition.of(oracle.tensor(Shape.of(2, 2), 2, 3, 1, 0));
      // hidden: relu(1 + 2, -1 + 2 - 3 + 3) = (3, 1) and relu(-4 + 1, 1 + 1 + 3) = (0, 5)
      Tensor parameters = decoded(oracle, z, condition);
      assertThat(parameters.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(parameters.toDoubles()).containsExactly(3.25, 1, 5, 0.25, 5, -5);
    }
  }

  @Test
  void theFirstLayerIsOneOverBothSideBySide() {
    try (Oracle oracle = reading(PAIR, hidden())) {
      assertThat(oracle.declared())
          .containsExactly(
              "decoder.output.latentWeight (2, 3)",
              "decoder.output.conditionWeight (2, 3)",
              "decoder.output.bias (3)");
      Tensor z = oracle.spread(1, Shape.of(5, 2));
      Tensor c = oracle.spread(2, Shape.of(5, 2));
      double[] weight =
          DoubleStream.concat(
                  DoubleStream.of(oracle.values("decoder.output.latentWeight")),
                  DoubleStream.of(oracle.values("decoder.output.conditionWeight")))
              .toArray();
      Tensor joined =
          oracle
              .ops()
              .linear(
                  oracle.ops().concat(List.of(z, c), -1),
                  oracle.tensor(Shape.of(4, 3), weight),
                  oracle.tensor(Shape.of(3), oracle.values("decoder.output.bias")),
                  Activation.IDENTITY);
      assertThat(decoded(oracle, z, Condition.of(c)).toDoubles())
          .containsExactly(joined.toDoubles(), within(1e-15));
      assertThat(DoubleStream.of(weight).map(Math::abs).max().orElseThrow()).isLessThan(0.5);
    }
  }

  @Test
  void samplesAreDecodedLikeOneAtATime() {
    HiddenLayers styled =
        new HiddenLayers(List.of(4, 3), new LayerStyle(Activation.TANH, Normalisation.LAYER, 0.1));
    try (Oracle oracle = reading(Conditions.labelSchema(3), styled)) {
      Tensor z = oracle.spread(1, Shape.of(7, 5, 2));
      Condition labels = Condition.of(oracle.tensor(Shape.of(5, 1), 0, 1, 2, 1, 0));
      Tensor all = decoded(oracle, z, labels);
      assertThat(all.shape()).isEqualTo(Shape.of(7, 5, 3));
      for (int k = 0; k < 7; k++) {
        Tensor one = z.slice(0, k, k + 1).reshape(5, 2);
        assertThat(all.slice(0, k, k + 1).toDoubles())
            .containsExactly(decoded(oracle, one, labels).toDoubles(), within(1e-14));
      }
    }
  }

  @Test
  void gradientsAgreeWithDifferences() {
    HiddenLayers styled =
        new HiddenLayers(List.of(4, 3), new LayerStyle(Activation.TANH, Normalisation.LAYER, 0.25));
    try (Oracle oracle =
        oracle(
            Oracle.around(DATA).condition(Conditions.labelSchema(3)),
            styled,
            new ConditionOptions(2, 0, false))) {
      assertThat(oracle.declared())
          .contains(
              "decoder.condition.embedding0 (3, 2)",
              "decoder.layer0.conditionWeight (2, 4)",
              "decoder.layer0.normalisation.scale (4)",
              "decoder.layer1.weight (4, 3)",
              "decoder.layer1.normalisation.scale (3)",
              "decoder.output.weight (3, 3)");
      double[] z = Oracle.spread(1, 20);
      oracle.requireGradients(
          pass -> {
            var ops = pass.noise().ops();
            Latents latents = Latents.of(Oracle.Z, ops.tensor(z, Shape.of(2, 5, 2)));
            Condition labels =
                Condition.of(ops.tensor(new double[] {0, 1, 2, 1, 0}, Shape.of(5, 1)));
            return oracle.model().decoder().decode(pass, latents, labels).square().sum();
          });
    }
  }

  @Test
  void withoutLatentsItReadsTheConditionAlone() {
    try (Oracle oracle =
        oracle(
            Oracle.around(DATA).latents().condition(PAIR),
            hidden(2),
            ConditionOptions.defaults())) {
      oracle
          .with("decoder.layer0.conditionWeight", 1, 1, 0, -1)
          .with("decoder.layer0.bias", 0, 3)
          .with("decoder.output.weight", 1, 0, 2, 0, 1, -1)
          .with("decoder.output.bias", 0.25, 0, 0);
      Condition condition = Condition.of(oracle.tensor(Shape.of(2, 2), 2, 3, 1, 0));
      // hidden: relu(2, 2 - 3 + 3) = (2, 2) and relu(1, 1 + 3) = (1, 4)
      assertThat(
              oracle.model().decoder().decode(oracle.pass(), new Latents(), condition).toDoubles())
          .containsExactly(2.25, 2, 2, 1.25, 4, -2);
    }
  }

  @Test
  void mayIgnoreTheCondition() {
    ArchitectureBuilder model =
        Oracle.around(DATA)
            .condition(PAIR)
            .decoder(
                (BuildContext context) -> ConditionalMlpDecoder.ofLatentsAlone(hidden(4), context));
    try (Oracle oracle = new Oracle(model.build())) {
      assertThat(oracle.declared())
          .startsWith("decoder.layer0.latentWeight (2, 4)", "decoder.layer0.bias (4)");
      Tensor z = oracle.spread(1, Shape.of(7, 5, 2));
      Condition pairs = Condition.of(oracle.spread(2, Shape.of(5, 2)));
      assertThat(decoded(oracle, z, pairs).toDoubles())
          .isEqualTo(decoded(oracle, z, Condition.none()).toDoubles());
    }
    assertThatThrownBy(() -> model.latents().build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "decoder 'conditional-mlp' is told to ignore the condition, and the model has no"
                + " latents, so that there is nothing to decode; let it read the condition, or give"
                + " the model latents");
  }

  @Test
  void refusesWhatItCannotRead() {
    try (Oracle oracle = reading(PAIR, hidden(4))) {
      Tensor z = oracle.spread(1, Shape.of(5, 2));
      assertThatThrownBy(() -> decoded(oracle, z, Condition.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("decoder 'conditional-mlp': this model is conditional");
      Condition wide = Condition.of(oracle.spread(1, Shape.of(5, 6)));
      assertThatThrownBy(() -> decoded(oracle, z, wide))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "decoder 'conditional-mlp': the condition has shape (5, 6); its last axis must have 2"
                  + " entries");
      Condition rows = Condition.of(oracle.spread(1, Shape.of(4, 2)));
      assertThatThrownBy(() -> decoded(oracle, z, rows))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(5, 4)")
          .hasMessageContaining("(4, 4)");
    }
    assertThatThrownBy(
            () ->
                oracle(
                    Oracle.around(DATA).condition(PAIR).latents(Oracle.Z, LatentGroup.of("y", 2)),
                    hidden(4),
                    ConditionOptions.defaults()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the model has 2: z, y");
  }
}
