package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.LayerGradients;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  private Part<Dropout> dropout(double rate) {
    return part(context -> Dropout.of(context, rate));
  }

  private static double[] drop(Dropout layer, Pass pass, Tensor x) {
    return layer.apply(pass, x).toDoubles();
  }

  @Test
  void dropsAtItsRateAndKeepsTheMean() {
    Part<Dropout> layer = dropout(0.3);
    double[] y = drop(layer.get(), layer.training(), oracle.ops().full(7, Shape.of(100, 400)));
    double dropped = Arrays.stream(y).filter(v -> v == 0).count();
    // six standard errors of a binomial fraction
    assertThat(dropped / y.length).isCloseTo(0.3, within(6 * Math.sqrt(0.3 * 0.7 / y.length)));
    assertThat(Arrays.stream(y).filter(v -> v != 0))
        .allSatisfy(v -> assertThat(v).isCloseTo(10, within(1e-12)));
  }

  @Test
  void passesEverythingWhereNothingTrains() {
    Part<Dropout> layer = dropout(0.3);
    Tensor x = oracle.spread(1, 4, 5);
    assertThat(layer.get().apply(layer.pass(), x)).isSameAs(x);
    Part<Dropout> none = dropout(0);
    assertThat(none.get().apply(none.training(), x)).isSameAs(x);
  }

  @Test
  void whatIsDroppedDependsOnSeedNameAndStepAlone() {
    record Two(Dropout first, Dropout second) {}
    Part<Two> part =
        part(
            context ->
                new Two(
                    Dropout.of(context.within("first"), 0.5),
                    Dropout.of(context.within("second"), 0.5)));
    Tensor x = oracle.ops().full(1, Shape.of(64));
    double[] once = drop(part.get().first(), part.training(), x);
    assertThat(drop(part.get().first(), part.training(), x)).isEqualTo(once);
    assertThat(drop(part.get().second(), part.training(), x)).isNotEqualTo(once);
    oracle.advance();
    assertThat(drop(part.get().first(), part.training(), x)).isNotEqualTo(once);
  }

  @Test
  void gradientsAgreeWithDifferences() {
    LayerGradients.check(oracle, context -> Dropout.of(context, 0.4), 3, 4);
  }

  @Test
  void refusesTwoOfOnePlace() {
    assertThatThrownBy(
            () -> part(context -> Dropout.of(context, 0.5).then(Dropout.of(context, 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "place: 'encoder.dropout' is claimed twice and would draw the same noise; give parts of a component names of their own with within(name)");
  }

  @Test
  void refusesARateThatIsNone() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> dropout(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Dropout: the rate must be 0 or more and below 1, got " + rate);
      assertThatThrownBy(() -> new LayerStyle(Activation.RELU, Normalisation.NONE, rate))
          .hasMessageContaining("Dropout: the rate");
    }
  }
}
