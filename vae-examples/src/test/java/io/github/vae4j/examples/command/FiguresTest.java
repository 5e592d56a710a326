package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final DataSchema TWO = DataSchema.of(2);

  @Test
  void oneGreyValueOfTheLastImageIsSeen() {
    Architecture bernoulli = model("bernoulli");

    assertThat(Figures.greyBernoulli(bernoulli, data(0, 1, 1, 0.5f))).isTrue();
    assertThat(Figures.greyBernoulli(bernoulli, data(0, 1, 1, 0))).isFalse();
    assertThat(Figures.greyBernoulli(model("normal"), data(0, 1, 1, 0.5f))).isFalse();
  }

  private static Dataset data(float... values) {
    return Dataset.of(TWO, values, null);
  }

  private static Architecture model(String likelihood) {
    return Architecture.build(
        ModelDescription.mlp(TWO, 1, List.of(2), Activation.RELU, likelihood),
        Plugins.discover(),
        2);
  }
}
