package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.NormalHead.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionalNormalPriorTest {
  private static Oracle oracle(LatentGroup group, Spread spread) {
    HiddenLayers hidden = new HiddenLayers(List.of(2), LayerStyle.of(Activation.RELU));
    return new Oracle(
        Oracle.around(DataSchema.of(4))
            .condition(DataSchema.of(2))
            .latents(group)
            .prior(
                context ->
                    ConditionalNormalPrior.of(hidden, spread, ConditionOptions.defaults(), context))
            .build());
  }

  private static DiagonalNormal prior(Oracle oracle, LatentGroup group, Condition condition) {
    return (DiagonalNormal)
        oracle.model().prior().given(oracle.pass(), group, new Latents(), condition);
  }

  @Test
  void itsMeanAndSpreadAreThoseOfTheCondition() {
    for (Spread spread : Spread.values()) {
      boolean variances = spread == Spread.LOG_VARIANCE;
      String layer = variances ? "prior.logVariance" : "prior.logSigma";
      try (Oracle oracle = oracle(Oracle.Z, spread)) {
        oracle
            .with("prior.layer0.weight", 1, -1, 2, 0)
            .with("prior.layer0.bias", 0, 1)
            .with("prior.mean.weight", 1, 0, 1, 1)
            .with("prior.mean.bias", 0, -1)
            .with(layer + ".weight", 0.5, 0, 0, 0)
            .with(layer + ".bias", 0, -1);
        Condition rows = Condition.of(oracle.tensor(Shape.of(2, 2), 1, 0.5, -1, 0));
        // hidden: relu(1 + 1, -1 + 1) = (2, 0) and relu(-1, 1 + 1) = (0, 2)
        DiagonalNormal p = prior(oracle, Oracle.Z, rows);
        assertThat(p.batch()).isEqualTo(Shape.of(2));
        assertThat(p.mean().toDoubles()).containsExactly(2, -1, 2, 1);
        double times = variances ? 1 : 2;
        assertThat(p.logVariance().toDoubles())
            .containsExactly(new double[] {times, -times, 0, -times}, within(1e-15));
      }
    }
  }

  @Test
  void latentsMayHaveAnyShape() {
    LatentGroup map = new LatentGroup("map", Shape.of(2, 3));
    try (Oracle oracle = oracle(map, Spread.LOG_VARIANCE)) {
      DiagonalNormal p = prior(oracle, map, Condition.of(oracle.spread(1, Shape.of(5, 2))));
      assertThat(p.batch()).isEqualTo(Shape.of(5));
      assertThat(p.event()).isEqualTo(map.event());
    }
  }

  @Test
  void refusesAMissingCondition() {
    try (Oracle oracle = oracle(Oracle.Z, Spread.LOG_VARIANCE)) {
      assertThatThrownBy(() -> prior(oracle, Oracle.Z, Condition.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("prior 'conditional-normal': this model is conditional");
    }
  }
}
