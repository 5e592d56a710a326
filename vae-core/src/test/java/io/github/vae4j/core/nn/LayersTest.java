package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.testing.GradientCheck;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected outputs were computed with NumPy and mpmath. */
class LayersTest {
  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  private static <T> Part<T> golden(Part<T> part) {
    return part.with("layer0.weight", 0.1, -0.2, 0.3, 0.4, 0.5, -0.6)
        .with("layer0.bias", 0.05, -0.05, 0.1)
        .with("layer1.weight", 1, -1, 0.5, 2, -0.25, 0.75)
        .with("layer1.bias", 0.1, -0.2);
  }

  private Part<Mlp> layers(Activation activation) {
    return golden(part(context -> Mlp.of(context, 2, List.of(3, 2), activation)));
  }

  @Test
  void appliesLayersInOrder() {
    Part<Mlp> mlp = layers(Activation.RELU);
    assertThat(mlp.get().out()).isEqualTo(2);
    Tensor y = mlp.get().apply(mlp.pass(), oracle.tensor(Shape.of(2, 2), 1, 2, -1, 0.5));
    assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(y.toDoubles())
        .containsExactly(new double[] {1.425, 0.35, 0.45, 0.45}, within(1e-14));
  }

  /** Hidden layers and a last one that differs. */
  private record Ended(Mlp trunk, Dense head) {}

  @Test
  void theLastLayerMayDiffer() {
    Part<Ended> part =
        golden(
            part(
                context ->
                    new Ended(
                        Mlp.of(context, 2, List.of(3), Activation.TANH),
                        Dense.of(context.within("layer1"), 3, 2, Activation.IDENTITY))));
    ModelPass pass = part.pass();
    Tensor x = oracle.tensor(Shape.of(2, 2), 1, 2, -1, 0.5);
    Tensor y = part.get().head().apply(pass, part.get().trunk().apply(pass, x));
    assertThat(y.toDoubles())
        .containsExactly(
            new double[] {
              1.3233667200346102, -0.16751272420031643, 0.5543888040659329, 0.064425022942124
            },
            within(1e-14));
  }

  @Test
  void leadingAxesPassThrough() {
    Part<Mlp> mlp = layers(Activation.SILU);
    Tensor x = oracle.spread(1, 5, 4, 2);
    Tensor flat = mlp.get().apply(mlp.pass(), x.reshape(20, 2));
    Tensor y = mlp.get().apply(mlp.pass(), x);
    assertThat(y.shape()).isEqualTo(Shape.of(5, 4, 2));
    assertThat(y.toDoubles()).containsExactly(flat.toDoubles(), within(1e-15));
  }

  @Test
  void noLayerIsTheIdentity() {
    Part<Mlp> none = part(context -> Mlp.of(context, 2, List.of(), Activation.RELU));
    Tensor x = oracle.spread(1, 3, 2);
    assertThat(none.get().out()).isEqualTo(2);
    assertThat(none.declared()).isEmpty();
    assertThat(none.get().apply(none.pass(), x)).isSameAs(x);
  }

  /** Layers and what they are applied to. */
  private record Applied(Parameter x, Mlp layers) {}

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferences(Activation activation) {
    Part<Applied> part =
        part(
            context ->
                new Applied(
                    context.parameter("x", Shape.of(5, 2), Initializers.normal(1)),
                    Mlp.of(context, 2, List.of(3, 2), activation)));
    Applied applied = part.get();
    new GradientCheck(
            part.model(),
            Map.of(),
            pass -> applied.layers().apply(pass, pass.value(applied.x())).square().sum())
        .passes();
  }

  @Test
  void beginsWithinPytorchsBounds() {
    Part<Dense> dense = part(context -> Dense.of(context, 100, 300, Activation.RELU));
    assertThat(dense.declared()).containsExactly("weight (100, 300)", "bias (300)");
    assertThat(largest(dense.values("weight"))).isBetween(0.098, 0.1 + 1e-8);
    assertThat(largest(dense.values("bias"))).isBetween(0.098, 0.1 + 1e-8);
  }

  @Test
  void initialisersHaveTheSpreadTheySay() {
    Shape shape = Shape.of(200, 100);
    assertThat(spread(Initializers.heNormal(200), shape)).isCloseTo(0.1, within(0.002));
    assertThat(spread(Initializers.normal(3), shape)).isCloseTo(3, within(0.06));
    assertThat(spread(Initializers.glorotUniform(200, 100), shape))
        .isCloseTo(Math.sqrt(2.0 / 300), within(0.002));
    assertThat(spread(Initializers.kaimingUniform(200), shape))
        .isCloseTo(1 / Math.sqrt(600), within(0.001));
    assertThat(values(Initializers.zeros(), Shape.of(3))).containsExactly(0, 0, 0);
    assertThat(values(Initializers.constant(2.5), Shape.scalar())).containsExactly(2.5f);
  }

  private float[] values(Initializer initializer, Shape shape) {
    return part(context -> context.parameter("values", shape, initializer)).values("values");
  }

  private double spread(Initializer initializer, Shape shape) {
    double squares = 0;
    for (float value : values(initializer, shape)) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / shape.size());
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void refusesWhatDoesNotFit() {
    Part<Dense> dense = part(context -> Dense.of(context, 2, 3, Activation.RELU));
    assertThatThrownBy(() -> dense.get().apply(dense.pass(), oracle.spread(1, 4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(4, 5)")
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> part(context -> Mlp.of(context, 2, List.of(0), Activation.RELU)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Dense: widths must be 1 or more, got 2 in and 0 out");
    assertThatThrownBy(() -> Initializers.normal(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Initializers.normal: sigma must be 0 or more and finite, got -1.0");
    assertThatThrownBy(() -> Initializers.uniform(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Initializers.uniform: bound must be 0 or more and finite, got NaN");
    assertThatThrownBy(() -> Initializers.kaimingUniform(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Initializers.kaimingUniform: a fan must be 1 or more, got 0");
  }
}
