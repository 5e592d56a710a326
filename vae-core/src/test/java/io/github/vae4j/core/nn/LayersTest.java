package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.FakeContext;
import io.github.vae4j.core.testing.FakePass;
import io.github.vae4j.core.testing.OracleScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected outputs were computed with NumPy and mpmath. */
class LayersTest {
  private final OracleScope oracle = new OracleScope();
  private final FakeContext context = FakeContext.of(DataSchema.of(2));

  @AfterEach
  void close() {
    oracle.close();
  }

  private FakePass golden() {
    return FakePass.initial(oracle, context)
        .with("layer0.weight", oracle.tensor(Shape.of(2, 3), 0.1, -0.2, 0.3, 0.4, 0.5, -0.6))
        .with("layer0.bias", oracle.vector(0.05, -0.05, 0.1))
        .with("layer1.weight", oracle.tensor(Shape.of(3, 2), 1, -1, 0.5, 2, -0.25, 0.75))
        .with("layer1.bias", oracle.vector(0.1, -0.2));
  }

  @Test
  void appliesLayersInOrder() {
    Mlp mlp = Mlp.of(context, 2, List.of(3, 2), Activation.RELU);
    assertThat(mlp.out()).isEqualTo(2);
    Tensor y = mlp.apply(golden(), oracle.tensor(Shape.of(2, 2), 1, 2, -1, 0.5));
    assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(y.toDoubles())
        .containsExactly(new double[] {1.425, 0.35, 0.45, 0.45}, within(1e-14));
  }

  @Test
  void theLastLayerMayDiffer() {
    Mlp trunk = Mlp.of(context, 2, List.of(3), Activation.TANH);
    Dense head = Dense.of(context.within("layer1"), 3, 2, Activation.IDENTITY);
    FakePass pass = golden();
    Tensor y = head.apply(pass, trunk.apply(pass, oracle.tensor(Shape.of(2, 2), 1, 2, -1, 0.5)));
    assertThat(y.toDoubles())
        .containsExactly(
            new double[] {
              1.3233667200346102, -0.16751272420031643, 0.5543888040659329, 0.064425022942124
            },
            within(1e-14));
  }

  @Test
  void leadingAxesPassThrough() {
    Mlp mlp = Mlp.of(context, 2, List.of(3, 2), Activation.SILU);
    FakePass pass = golden();
    Tensor x = oracle.spread(1, 5, 4, 2);
    Tensor flat = mlp.apply(pass, x.reshape(20, 2));
    assertThat(mlp.apply(pass, x).shape()).isEqualTo(Shape.of(5, 4, 2));
    assertThat(mlp.apply(pass, x).toDoubles()).containsExactly(flat.toDoubles(), within(1e-15));
  }

  @Test
  void noLayerIsTheIdentity() {
    Mlp none = Mlp.of(context, 2, List.of(), Activation.RELU);
    Tensor x = oracle.spread(1, 3, 2);
    assertThat(none.out()).isEqualTo(2);
    assertThat(context.declared()).isEmpty();
    assertThat(none.apply(FakePass.initial(oracle, context), x)).isSameAs(x);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferences(Activation activation) {
    Mlp mlp = Mlp.of(context, 2, List.of(3, 2), activation);
    FakePass pass = golden();
    List<Tensor> points = new ArrayList<>(pass.values());
    points.add(oracle.spread(1, 5, 2));
    double error =
        oracle.gradientError(
            p -> mlp.apply(pass.with(p), p.get(p.size() - 1)).square().sum(),
            points.toArray(new Tensor[0]));
    assertThat(error).isLessThan(1e-8);
  }

  @Test
  void beginsWithinPytorchsBounds() {
    Dense.of(context, 100, 300, Activation.RELU);
    Parameter weight = new Parameter("weight", Shape.of(100, 300), Parameter.Role.TRAINED, "");
    Parameter bias = new Parameter("bias", Shape.of(300), Parameter.Role.TRAINED, "");
    assertThat(context.declared().keySet()).containsExactly(weight, bias);
    for (Parameter key : context.declared().keySet()) {
      float[] values = context.declared().get(key).values(key.shape(), FakePass.host(3));
      assertThat(values).hasSize((int) key.shape().size());
      assertThat(largest(values)).isBetween(0.098, 0.1 + 1e-8);
    }
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
    assertThat(Initializers.zeros().values(Shape.of(3), FakePass.host(1))).containsExactly(0, 0, 0);
    assertThat(Initializers.constant(2.5).values(Shape.scalar(), FakePass.host(1)))
        .containsExactly(2.5f);
  }

  private static double spread(Initializer initializer, Shape shape) {
    double squares = 0;
    for (float value : initializer.values(shape, FakePass.host(5))) {
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
    Dense dense = Dense.of(context, 2, 3, Activation.RELU);
    assertThatThrownBy(() -> dense.apply(FakePass.initial(oracle, context), oracle.spread(1, 4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(4, 5)")
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> Mlp.of(context.within("other"), 2, List.of(0), Activation.RELU))
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
