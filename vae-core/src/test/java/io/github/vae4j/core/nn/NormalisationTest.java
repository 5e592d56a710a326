package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.testing.LayerGradients;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected outputs were computed with NumPy. */
class NormalisationTest {
  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  private static <T> Part<T> golden(Part<T> part) {
    return part.with("scale", 1, 0.5, -2).with("shift", 0.1, 0, -0.3);
  }

  private Part<BatchNorm> batchNorm() {
    return golden(part(context -> BatchNorm.of(context, 3)));
  }

  private Tensor x() {
    return oracle.tensor(Shape.of(2, 3), 1, 2, 4, -1, 0, 1.5);
  }

  private static void check(Tensor actual, double... expected) {
    assertThat(actual.stopGradient().toDoubles()).containsExactly(expected, within(1e-13));
  }

  @Test
  void layerNormNormalisesEachRow() {
    Part<LayerNorm> layer = golden(part(context -> LayerNorm.of(context, 3)));
    assertThat(layer.declared()).containsExactly("scale (3)", "shift (3)");
    double[] expected = {
      -0.9690415314502977,
      -0.13363019143128727,
      -2.9726038286257435,
      -1.0355445690327503,
      -0.08111032635948215,
      -2.8955304435034286
    };
    check(layer.get().apply(layer.pass(), x()), expected);
    check(layer.get().apply(layer.training(), x()), expected);
    check(layer.get().apply(layer.pass(), x().reshape(2, 1, 1, 3)), expected);
  }

  @Test
  void batchNormNormalisesEachFeatureWhileItTrains() {
    Part<BatchNorm> layer = batchNorm();
    assertThat(layer.declared())
        .containsExactly("scale (3)", "shift (3)", "mean (3)", "variance (3)");
    ModelPass pass = layer.training();
    check(
        layer.get().apply(pass, x()),
        1.0999950000374998,
        0.4999975000187499,
        -2.2999936000307195,
        -0.8999950000374998,
        -0.4999975000187499,
        1.6999936000307196);
    assertThat(layer.proposed(pass, "mean"))
        .containsExactly(new double[] {0, 0.1, 0.275}, within(1e-14));
    assertThat(layer.proposed(pass, "variance"))
        .containsExactly(new double[] {1.1, 1.1, 1.2125}, within(1e-14));
  }

  @Test
  void batchNormReadsItsRunningValuesOtherwise() {
    Part<BatchNorm> layer = batchNorm().with("mean", 0.5, -1, 2).with("variance", 4, 0.25, 1);
    double[] expected = {
      0.34999968750058597,
      2.99994000179994,
      -4.299980000149999,
      -0.6499990625017578,
      0.9999800005999799,
      0.6999950000374997
    };
    check(layer.get().apply(layer.pass(), x()), expected);
    check(layer.get().apply(layer.pass(), x().slice(0, 1, 2)), Arrays.copyOfRange(expected, 3, 6));
  }

  @Test
  void batchNormOfAFrozenGroupReadsItsRunningValues() {
    Part<BatchNorm> layer = batchNorm().with("mean", 0.5, -1, 2).with("variance", 4, 0.25, 1);
    ModelPass pass = layer.frozen();
    double[] expected = layer.get().apply(layer.pass(), x()).toDoubles();
    check(layer.get().apply(pass, x()), expected);
    assertThat(pass.proposals()).isEmpty();
  }

  @Test
  void batchNormOfAGroupThatWaitsForItsTurnNormalisesByTheBatchAndProposesNothing() {
    Part<BatchNorm> layer = batchNorm();
    ModelPass pass = layer.waiting();
    double[] expected = layer.get().apply(layer.training(), x()).stopGradient().toDoubles();
    check(layer.get().apply(pass, x()), expected);
    assertThat(pass.proposals()).isEmpty();
  }

  @Test
  void batchNormIsAppliedTwiceInAStepWithOneProposalOnly() {
    Part<BatchNorm> layer = batchNorm();
    ModelPass pass = layer.training();
    layer.get().apply(pass, x());
    assertThatThrownBy(() -> layer.get().apply(pass, x()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'encoder.mean'")
        .hasMessageContaining("Pass.withoutUpdates()");
    double[] expected = layer.get().apply(layer.training(), x()).stopGradient().toDoubles();
    check(layer.get().apply(pass.withoutUpdates(), x()), expected);
  }

  @Test
  void batchNormTakesAllLeadingAxesTogether() {
    Part<BatchNorm> layer = batchNorm();
    Tensor x = oracle.spread(1, 2, 4, 5, 3);
    ModelPass flat = layer.training();
    double[] expected = layer.get().apply(flat, x.reshape(40, 3)).stopGradient().toDoubles();
    ModelPass pass = layer.training();
    Tensor y = layer.get().apply(pass, x);
    assertThat(y.shape()).isEqualTo(x.shape());
    check(y, expected);
    assertThat(layer.proposed(pass, "variance"))
        .containsExactly(layer.proposed(flat, "variance"), within(1e-14));
  }

  @Test
  void gradientsAgreeWithDifferences() {
    LayerGradients.check(oracle, context -> LayerNorm.of(context, 3), 2, 2, 3);
    LayerGradients.check(oracle, context -> BatchNorm.of(context, 2), 5, 2);
    LayerGradients.check(oracle, context -> BatchNorm.of(context, 2), 2, 3, 2, 2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Part<BatchNorm> batch = batchNorm();
    assertThatThrownBy(() -> batch.get().apply(batch.pass(), oracle.spread(1, 4, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BatchNorm: x has shape (4, 2); its last axis must be 3 features");
    assertThatThrownBy(() -> batch.get().apply(batch.training(), oracle.spread(1, 1, 3)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "BatchNorm: the variance over a batch needs 2 rows or more, x has shape (1, 3); take another size of batches, or normalise by layer");
    assertThatThrownBy(
            () -> batch.get().apply(batch.training(), oracle.ops().full(1, Shape.of(0, 3))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("x has shape (0, 3); take another size of batches");
    Part<LayerNorm> layer = part(context -> LayerNorm.of(context, 3));
    assertThatThrownBy(() -> layer.get().apply(layer.pass(), oracle.ops().full(1, Shape.scalar())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LayerNorm: x has shape (); its last axis must be 3 features");
    assertThatThrownBy(() -> part(context -> LayerNorm.of(context, 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "LayerNorm: a row of 1 feature has no spread and would always become 0; normalise by batch, or not at all");
    assertThatThrownBy(() -> part(context -> BatchNorm.of(context, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("BatchNorm: the number of features must be 1 or more, got 0");
  }
}
