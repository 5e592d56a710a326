package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.model.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditionFeaturesTest {
  private static final DataSchema TABLE =
      new DataSchema(
          Shape.of(5),
          List.of(
              Column.real("age"),
              Column.category("trade", 3),
              Column.category("second trade", 3),
              Column.count("children"),
              Column.category("sex", 2)));

  private final List<Oracle> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Oracle::close);
  }

  /** Features in a model of their own. */
  private record Built(Oracle oracle, ConditionFeatures features) {
    double[] of(Condition condition) {
      Tensor rows = features.read(oracle.pass(), condition);
      assertThat(rows.shape().dim(-1)).isEqualTo(features.width());
      return rows.toDoubles();
    }

    Tensor tensor(int rows, double... values) {
      return oracle.tensor(Shape.of(rows, values.length / rows), values);
    }
  }

  private Built built(DataSchema condition, ConditionOptions options) {
    List<ConditionFeatures> made = new ArrayList<>();
    Architecture model =
        Oracle.around(DataSchema.of(4))
            .condition(condition)
            .prior(
                context -> {
                  made.add(ConditionFeatures.of("prior 'p'", options, context));
                  return new StandardNormalPrior();
                })
            .build();
    Oracle oracle = new Oracle(model);
    opened.add(oracle);
    return new Built(oracle, made.get(0));
  }

  @Test
  void aLabelIsOneHot() {
    Built label = built(Conditions.labelSchema(3), ConditionOptions.defaults());
    assertThat(label.of(Condition.of(label.tensor(3, 2, 0, 1))))
        .containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    assertThat(label.oracle().declared()).isEmpty();
  }

  @Test
  void columnsKeepTheirOrder() {
    Built table = built(TABLE, ConditionOptions.defaults());
    assertThat(table.of(Condition.of(table.tensor(2, 40.5, 0, 2, 3, 1, -7, 1, 0, 0, 0))))
        .containsExactly(
            40.5, 1, 0, 0, 0, 0, 1, 3, 0, 1, //
            -7, 0, 1, 0, 1, 0, 0, 0, 1, 0);
  }

  @Test
  void whatIsNotSeenHasNoInfluence() {
    Built table = built(TABLE, new ConditionOptions(0, -5, false));
    Tensor mask = table.tensor(2, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1);
    double nan = Double.NaN;
    double[] expected = {
      -5, 0, 0, 0, 0, 0, 1, 3, 0, 0, //
      -7, 0, 1, 0, 0, 0, 0, -5, 1, 0
    };
    Tensor unknown = table.tensor(2, nan, nan, 2, 3, nan, -7, 1, nan, nan, 0);
    assertThat(table.of(Condition.of(unknown, mask))).containsExactly(expected);
    Tensor wild = table.tensor(2, 1e30, 17, 2, 3, -1, -7, 1, 0.5, Double.POSITIVE_INFINITY, 0);
    assertThat(table.of(Condition.of(wild, mask))).containsExactly(expected);
  }

  @Test
  void theMaskMayBeReadToo() {
    Built pixels = built(DataSchema.of(1, 2), new ConditionOptions(0, -1, true));
    Tensor value = pixels.tensor(2, 0.25, 1, 0, Double.NaN);
    assertThat(pixels.of(Condition.of(value, pixels.tensor(2, 1, 0, 1, 0))))
        .containsExactly(0.25, -1, 1, 0, 0, -1, 1, 0);
    assertThat(pixels.of(Condition.of(pixels.tensor(1, 0.25, 1)))).containsExactly(0.25, 1, 1, 1);
  }

  @Test
  void aCategoryThatThereIsNotIsNan() {
    Built label = built(Conditions.labelSchema(2), ConditionOptions.defaults());
    for (double number : new double[] {2, -1, 0.5, Double.NaN}) {
      assertThat(label.of(Condition.of(label.tensor(2, number, 1))))
          .containsExactly(Double.NaN, Double.NaN, 0, 1);
    }
  }

  @Test
  void categoriesMayBeEmbedded() {
    Built table = built(TABLE, new ConditionOptions(2, 0, false));
    table
        .oracle()
        .with("prior.condition.embedding1", 1, 2, 3, 4, 5, 6)
        .with("prior.condition.embedding2", 10, 20, 30, 40, 50, 60)
        .with("prior.condition.embedding4", -1, -2, -3, -4);
    assertThat(table.oracle().declared())
        .containsExactly(
            "prior.condition.embedding1 (3, 2)",
            "prior.condition.embedding2 (3, 2)",
            "prior.condition.embedding4 (2, 2)");
    Tensor value = table.tensor(2, 40.5, 0, 2, 3, 1, -7, 1, Double.NaN, 0, 0);
    Tensor mask = table.tensor(2, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1);
    assertThat(table.of(Condition.of(value, mask)))
        .containsExactly(40.5, 1, 2, 50, 60, 3, -3, -4, -7, 3, 4, 0, 0, 0, -1, -2);
  }

  @Test
  void gradientsOfEmbeddingsAgreeWithDifferences() {
    Built table = built(TABLE, new ConditionOptions(2, 0, true));
    double[] values = {40.5, 0, 2, 3, 1, -7, 1, Double.NaN, 0, 0, 1, 0, 0, 2, 1};
    double[] seen = {1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1};
    double[] weights = Oracle.spread(1, 39);
    table
        .oracle()
        .requireGradients(
            pass -> {
              var ops = pass.noise().ops();
              Condition condition =
                  Condition.of(
                      ops.tensor(values, Shape.of(3, 5)), ops.tensor(seen, Shape.of(3, 5)));
              Tensor features = table.features().read(pass, condition);
              return features.square().mul(ops.tensor(weights, features.shape())).sum();
            });
  }

  @Test
  void refusesConditionsThatAreNotTheModels() {
    Built pair = built(DataSchema.of(2), ConditionOptions.defaults());
    assertThatThrownBy(() -> pair.of(Condition.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prior 'p': this model is conditional and no condition was given; pass one of shape"
                + " (batch, size)");
    assertThatThrownBy(() -> pair.of(Condition.of(pair.tensor(1, 1, 2, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prior 'p': the condition has shape (1, 3); its last axis must have 2 entries");
    assertThatThrownBy(
            () -> pair.of(Condition.of(pair.tensor(2, 1, 2, 3, 4), pair.tensor(2, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prior 'p': the condition's mask has shape (2, 1); it must be that of the condition,"
                + " (2, 2)");
  }

  @Test
  void refusesOptionsWithoutEffect() {
    assertThatThrownBy(() -> built(DataSchema.of(2), new ConditionOptions(8, 0, false)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "prior 'p': condition.embedding is 8, and the condition of shape (2) has no category"
                + " to use it for; leave the option out");
    assertThatThrownBy(() -> built(Conditions.labelSchema(3), new ConditionOptions(0, -1, false)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "prior 'p': condition.unseen is -1.0, and the condition of shape (1) has no number to"
                + " use it for; leave the option out");
    assertThatThrownBy(() -> new ConditionOptions(-1, 0, false))
        .hasMessage(
            "ConditionOptions: embedding must be 0 or more and unseen finite, got -1 and 0.0");
  }

  @Test
  void refusesSchemasThatItCannotRead() {
    assertThatThrownBy(
            () ->
                Oracle.around(DataSchema.of(4))
                    .prior(
                        context -> {
                          ConditionFeatures.of("prior 'p'", ConditionOptions.defaults(), context);
                          return new StandardNormalPrior();
                        })
                    .build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "prior 'p' reads a condition, and the model has none; give it a condition, or name a"
                + " component that reads none");
  }
}
