package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.output.EpochLine;
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

  @Test
  void largeFiguresStayReadable() {
    assertThat(Figures.nats(104.256)).isEqualTo("104.26");
    assertThat(Figures.nats(-12_345_678_901_234.0)).isEqualTo("-1.235e+13");
    assertThat(Figures.nats(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void warnsOfATestBoundWorseThanAfterTheFirstEpoch() {
    assertThat(Figures.divergence(List.of(epoch(1, 200), epoch(2, 150), epoch(3, 3e9))))
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("3.000e+09", "200.00", "--learning-rate"));
    assertThat(Figures.divergence(List.of(epoch(1, 200), epoch(2, 150)))).isEmpty();
    assertThat(Figures.divergence(List.of(epoch(1, 200)))).isEmpty();
    assertThat(Figures.divergence(List.of(epoch(1, Double.NaN), epoch(2, 150)))).isEmpty();
  }

  private static EpochLine epoch(int epoch, double testElbo) {
    return new EpochLine(epoch, 0, 0, 0, testElbo, 0, 0, 1, 1);
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
