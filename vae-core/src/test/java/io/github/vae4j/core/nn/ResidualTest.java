package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.LayerGradients;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected outputs were worked out by hand. */
class ResidualTest {
  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)), maker);
  }

  private static final LayerStyle PLAIN = LayerStyle.of(Activation.RELU);

  @Test
  void addsWhatItReads() {
    Part<Residual> block =
        part(context -> Residual.dense(context, 2, 2, PLAIN))
            .with("first.weight", 1, 0, -1, 2)
            .with("first.bias", 0, 0.5)
            .with("second.weight", 1, 0, 0, -1)
            .with("second.bias", 0.25, 0);
    Tensor y = block.get().apply(block.pass(), oracle.tensor(Shape.of(2, 2), 3, 1, -1, -2));
    // hidden: relu(2, 2.5) and relu(1, -3.5); linear: (2.25, -2.5) and (1.25, 0)
    assertThat(y.toDoubles()).containsExactly(5.25, 0, 0.25, 0);
  }

  @Test
  void projectsWhereTheLengthChanges() {
    Part<Residual> block =
        part(context -> Residual.dense(context, 2, 1, PLAIN))
            .with("first.weight", 1, 1)
            .with("first.bias", 0)
            .with("second.weight", 2)
            .with("second.bias", 1)
            .with("projection.weight", 1, -1)
            .with("projection.bias", 0.5);
    Tensor y = block.get().apply(block.pass(), oracle.tensor(Shape.of(1, 2), 3, 1));
    assertThat(y.toDoubles()).containsExactly(2 * 4 + 1 + 2 + 0.5);
  }

  @Test
  void convolvesAndKeepsTheSizeOfImages() {
    Part<Residual> block = part(context -> Residual.convolutional(context, 1, 2, PLAIN));
    assertThat(block.declared())
        .containsExactly(
            "first.weight (2, 3, 3, 1)",
            "first.bias (2)",
            "second.weight (2, 3, 3, 2)",
            "second.bias (2)",
            "projection.weight (2, 1, 1, 1)",
            "projection.bias (2)");
    block
        .with("first.weight", new double[18])
        .with("first.bias", 1, 0)
        .with("second.weight", oracle.ops().full(1, Shape.of(36)).toDoubles())
        .with("second.bias", 0, -10)
        .with("projection.weight", 2, 3)
        .with("projection.bias", 0, 0);
    Tensor y = block.get().apply(block.pass(), oracle.tensor(Shape.of(1, 2, 2, 1), 1, 2, 3, 4));
    // each of the four pixels sees all four, whose first hidden channel is 1
    assertThat(y.shape()).isEqualTo(Shape.of(1, 2, 2, 2));
    assertThat(y.toDoubles()).containsExactly(6, 0, 8, 0, 10, 3, 12, 6);
  }

  @Test
  void normalisesBothLayersAndDropsAfterTheFirst() {
    LayerStyle style = new LayerStyle(Activation.TANH, Normalisation.BATCH, 0.5);
    Part<Residual> block = part(context -> Residual.dense(context, 2, 2, style));
    assertThat(block.declared())
        .containsExactly(
            "first.weight (2, 2)",
            "first.bias (2)",
            "first.normalisation.scale (2)",
            "first.normalisation.shift (2)",
            "first.normalisation.mean (2)",
            "first.normalisation.variance (2)",
            "second.weight (2, 2)",
            "second.bias (2)",
            "second.normalisation.scale (2)",
            "second.normalisation.shift (2)",
            "second.normalisation.mean (2)",
            "second.normalisation.variance (2)");
  }

  @Test
  void neverDropsWhatTheSecondLayerGives() {
    LayerStyle style = new LayerStyle(Activation.RELU, Normalisation.NONE, 0.5);
    Part<Residual> block =
        part(context -> Residual.dense(context, 2, 2, style))
            .with("second.weight", 0, 0, 0, 0)
            .with("second.bias", 5, 7);
    double[] y =
        block.get().apply(block.training(), oracle.ops().full(1, Shape.of(50, 2))).toDoubles();
    assertThat(y).containsOnly(6, 8);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferences(Normalisation normalisation) {
    LayerStyle style = new LayerStyle(Activation.TANH, normalisation, 0.25);
    LayerGradients.check(oracle, context -> Residual.dense(context, 3, 2, style), 4, 3);
    LayerGradients.check(
        oracle, context -> Residual.convolutional(context, 2, 2, style), 2, 2, 3, 2);
  }
}
