package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected outputs were worked out by hand. */
class LayerStyleTest {
  private static final LayerStyle HALF = new LayerStyle(Activation.RELU, Normalisation.NONE, 0.5);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  /** Where a pass trains, about half of the entries are 0 and the others doubled. */
  private static void halves(double[] trained, double[] evaluated) {
    assertThat(evaluated).doesNotContain(0);
    for (int i = 0; i < trained.length; i++) {
      assertThat(trained[i]).isIn(0.0, 2 * evaluated[i]);
    }
    double dropped = Arrays.stream(trained).filter(v -> v == 0).count();
    // six standard errors of a binomial fraction
    assertThat(dropped / trained.length).isCloseTo(0.5, within(3 / Math.sqrt(trained.length)));
  }

  @Test
  void theLayersOfAnMlpDropInTrainingOnly() {
    Part<Mlp> mlp =
        part(context -> Mlp.of(context, 1, List.of(200), HALF))
            .with("layer0.weight", ones(200))
            .with("layer0.bias", ones(200));
    Tensor x = oracle.ops().full(2, Shape.of(4, 1));
    double[] evaluated = mlp.get().apply(mlp.pass(), x).toDoubles();
    assertThat(evaluated).containsOnly(3);
    halves(mlp.get().apply(mlp.training(), x).toDoubles(), evaluated);
  }

  @Test
  void convolutionsDropInTrainingOnly() {
    Part<Layer> layer =
        part(context ->
                HALF.hidden(
                    context, 50, f -> Convolution.of(context, 1, 50, 1, Window.of(1, 0), f)))
            .with("weight", ones(50))
            .with("bias", ones(50));
    Tensor x = oracle.ops().full(2, Shape.of(1, 4, 4, 1));
    double[] evaluated = layer.get().apply(layer.pass(), x).toDoubles();
    assertThat(evaluated).containsOnly(3);
    halves(layer.get().apply(layer.training(), x).toDoubles(), evaluated);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void normalisesThenActivatesThenDrops() {
    LayerStyle style = new LayerStyle(Activation.SIGMOID, Normalisation.LAYER, 0.5);
    Part<Layer> layer =
        part(context -> style.hidden(context, 2, f -> Dense.of(context, 1, 2, f)))
            .with("weight", 2, -3)
            .with("bias", 1, 0.5)
            .with("normalisation.scale", 2, 1)
            .with("normalisation.shift", 0, 1);
    Tensor x = oracle.ops().full(2, Shape.of(200, 1));
    double[] evaluated = layer.get().apply(layer.pass(), x).toDoubles();
    // affine (5, -5.5); less its mean and by its deviation (1, -1); scaled and shifted (2, 0)
    assertThat(Arrays.copyOf(evaluated, 2))
        .containsExactly(new double[] {1 / (1 + Math.exp(-2)), 0.5}, within(1e-6));
    halves(layer.get().apply(layer.training(), x).stopGradient().toDoubles(), evaluated);
  }
}
