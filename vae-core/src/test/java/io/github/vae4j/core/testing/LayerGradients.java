package io.github.vae4j.core.testing;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Initializers;
import io.github.vae4j.core.nn.Layer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** Compares the gradients of layers with central differences. */
public final class LayerGradients {
  private LayerGradients() {}

  /** A layer and what it is applied to. */
  private record Applied(Parameter x, Layer layer) {}

  /**
   * Demands that a layer's gradients agree with differences, in its parameters and in what it
   * reads.
   *
   * @param sizes of what it reads
   */
  public static void check(
      OracleScope oracle, Function<BuildContext, ? extends Layer> maker, int... sizes) {
    Part<Applied> part =
        Part.of(
            oracle,
            Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)),
            context ->
                new Applied(
                    context.parameter("x", Shape.of(sizes), Initializers.normal(1)),
                    maker.apply(context)));
    Applied applied = part.get();
    new GradientCheck(
            part.model(),
            Map.of(),
            pass -> {
              Tensor y = applied.layer().apply(pass, pass.value(applied.x()));
              return y.mul(weights(pass, y.shape())).sum();
            })
        .passes();
  }

  /** Weights that differ from entry to entry, so that no permutation of a gradient passes. */
  private static Tensor weights(Pass pass, Shape shape) {
    double[] weights = new double[(int) shape.size()];
    Arrays.setAll(weights, i -> 0.5 + Math.sin(1 + 3 * i));
    return pass.ops().tensor(weights, shape);
  }
}
