package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
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
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.NormalHead.Spread;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConditionalMlpEncoderTest {
  private static final DataSchema DATA = DataSchema.of(1, 2);
  private static final HiddenLayers HIDDEN =
      new HiddenLayers(List.of(2), LayerStyle.of(Activation.RELU));

  private static Oracle oracle(
      DataSchema condition, Function<BuildContext, ConditionalMlpEncoder> encoder) {
    return new Oracle(Oracle.around(DATA).condition(condition).encoder(encoder).build());
  }

  private static Oracle reading(DataSchema condition, ConditionOptions options) {
    return oracle(
        condition,
        context -> ConditionalMlpEncoder.of(HIDDEN, Spread.LOG_VARIANCE, options, context));
  }

  private static DiagonalNormal posterior(Oracle oracle, Tensor x, Condition condition) {
    Batch batch = Batch.builder(x).condition(condition).build();
    return (DiagonalNormal)
        oracle.model().encoder().encode(oracle.pass(), batch).given(Oracle.Z, new Latents());
  }

  @Test
  void readsDataAndConditionSideBySide() {
    try (Oracle oracle =
        oracle(
            Conditions.labelSchema(2),
            context ->
                ConditionalMlpEncoder.of(
                    HIDDEN, Spread.LOG_SIGMA, ConditionOptions.defaults(), context))) {
      oracle
          .with("encoder.layer0.weight", 1, 2, 0.5, -1, 10, 10, 1, -3)
          .with("encoder.layer0.bias", 0.5, 0)
          .with("encoder.mean.weight", 1, 0, 0, 2)
          .with("encoder.mean.bias", 0, 1)
          .with("encoder.logSigma.weight", 0.2, 0, 0, 0.1)
          .with("encoder.logSigma.bias", 0, 0);
      Tensor x = oracle.tensor(Shape.of(1, 2), 1, -2);
      Condition second = Condition.of(oracle.tensor(Shape.of(1, 1), 1));
      DiagonalNormal q = posterior(oracle, x, second);
      // hidden: relu(1 - 1 + 1 + 0.5, 2 + 2 - 3) = (1.5, 1)
      assertThat(q.mean().toDoubles()).containsExactly(1.5, 3);
      assertThat(q.logVariance().toDoubles())
          .containsExactly(new double[] {0.6, 0.2}, within(1e-15));
    }
  }

  @Test
  void readsRowsIndependently() {
    try (Oracle oracle = reading(Conditions.labelSchema(3), new ConditionOptions(2, 0, false))) {
      Tensor x = oracle.spread(1, Shape.of(4, 2));
      Tensor labels = oracle.tensor(Shape.of(4, 1), 2, 0, 1, 2);
      double[] all = posterior(oracle, x, Condition.of(labels)).mean().toDoubles();
      double[] last =
          posterior(oracle, x.slice(0, 3, 4), Condition.of(labels.slice(0, 3, 4)))
              .mean()
              .toDoubles();
      assertThat(last).containsExactly(new double[] {all[6], all[7]}, within(1e-15));
      assertThat(all[0]).isNotEqualTo(all[2]);
    }
  }

  @Test
  void whatIsNotSeenHasNoInfluence() {
    try (Oracle oracle = reading(DATA, new ConditionOptions(0, -1, true))) {
      Tensor x = oracle.spread(1, Shape.of(2, 2));
      Tensor mask = oracle.tensor(Shape.of(2, 2), 0, 1, 1, 0);
      Tensor zeros = oracle.tensor(Shape.of(2, 2), 0, 0.5, 0.75, 0);
      Tensor unknown = oracle.tensor(Shape.of(2, 2), Double.NaN, 0.5, 0.75, Double.NaN);
      assertThat(posterior(oracle, x, Condition.of(unknown, mask)).mean().toDoubles())
          .isEqualTo(posterior(oracle, x, Condition.of(zeros, mask)).mean().toDoubles())
          .doesNotContain(Double.NaN);
    }
  }

  @Test
  void mayIgnoreTheCondition() {
    try (Oracle oracle =
        oracle(
            Conditions.labelSchema(2),
            context -> ConditionalMlpEncoder.ofDataAlone(HIDDEN, Spread.LOG_VARIANCE, context))) {
      assertThat(oracle.declared())
          .containsExactly(
              "encoder.layer0.weight (2, 2)",
              "encoder.layer0.bias (2)",
              "encoder.mean.weight (2, 2)",
              "encoder.mean.bias (2)",
              "encoder.logVariance.weight (2, 2)",
              "encoder.logVariance.bias (2)");
      Tensor x = oracle.spread(1, Shape.of(4, 2));
      Condition label = Condition.of(oracle.tensor(Shape.of(4, 1), 0, 1, 0, 1));
      assertThat(posterior(oracle, x, label).mean().toDoubles())
          .isEqualTo(posterior(oracle, x, Condition.none()).mean().toDoubles());
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    try (Oracle oracle = reading(DataSchema.of(3), ConditionOptions.defaults())) {
      Tensor x = oracle.spread(1, Shape.of(4, 2));
      assertThatThrownBy(() -> posterior(oracle, x, Condition.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "encoder 'conditional-mlp': this model is conditional and no condition was given");
      Condition wide = Condition.of(oracle.spread(1, Shape.of(4, 5)));
      assertThatThrownBy(() -> posterior(oracle, x, wide))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "encoder 'conditional-mlp': the condition has shape (4, 5); its last axis must have 3"
                  + " entries");
      Condition right = Condition.of(oracle.spread(1, Shape.of(4, 3)));
      assertThatThrownBy(() -> posterior(oracle, oracle.spread(1, Shape.of(4, 7)), right))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "encoder 'conditional-mlp': x has shape (4, 7); its last axis must have 2 entries");
    }
    assertThatThrownBy(
            () ->
                Oracle.around(DATA)
                    .latents(Oracle.Z, LatentGroup.of("y", 2))
                    .encoder(
                        (BuildContext context) ->
                            ConditionalMlpEncoder.ofDataAlone(HIDDEN, Spread.LOG_VARIANCE, context))
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the model has 2: z, y");
  }
}
