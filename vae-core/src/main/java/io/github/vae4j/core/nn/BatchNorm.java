package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Batch normalisation of each feature: γ · (x − μ) / √(σ² + 10⁻⁵) + β. While a pass trains, μ and
 * σ² are the mean and the variance over all axes but the last, and running values follow them, by a
 * tenth of the way a step; every other pass reads the running values. Trained parameters: {@code
 * scale} γ and {@code shift} β; tracked: {@code mean} and {@code variance}; all (features). Ioffe
 * and Szegedy 2015, algorithms 1 and 2. Immutable.
 */
public final class BatchNorm implements Layer {
  private static final double MOMENTUM = 0.1;

  private final ScaleAndShift end;
  private final Parameter mean;
  private final Parameter variance;

  private BatchNorm(ScaleAndShift end, Parameter mean, Parameter variance) {
    this.end = end;
    this.mean = mean;
    this.variance = variance;
  }

  /**
   * Declares a layer that begins with γ = 1, β = 0 and running values 0 and 1.
   *
   * @param features the length of the last axis
   * @throws IllegalArgumentException if it is below 1
   */
  public static BatchNorm of(BuildContext context, int features) {
    return new BatchNorm(
        ScaleAndShift.of("BatchNorm", context, features),
        context.tracked("mean", Shape.of(features), Initializers.zeros()),
        context.tracked("variance", Shape.of(features), Initializers.constant(1)));
  }

  /**
   * Returns x normalised feature by feature.
   *
   * @param x (…, features)
   * @return of the shape of x
   * @throws ConfigurationException if the pass trains and there is one row only
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    end.requireFeatures(x);
    if (!pass.training()) {
      return end.apply(pass, x.sub(pass.value(mean)), pass.value(variance));
    }
    double rows = x.shape().dropTrailing(1).size();
    if (rows < 2) {
      throw new ConfigurationException(
          "BatchNorm: the variance over a batch needs 2 rows or more, x has shape "
              + x.shape()
              + "; choose a size of batches that leaves no single row, or normalise by layer");
    }
    int[] leading = IntStream.range(0, x.shape().rank() - 1).toArray();
    Tensor center = x.mean(leading);
    Tensor centred = x.sub(center);
    Tensor spread = centred.square().mean(leading);
    follow(pass, mean, center);
    follow(pass, variance, spread.mul(rows / (rows - 1)));
    return end.apply(pass, centred, spread);
  }

  private static void follow(Pass pass, Parameter running, Tensor seen) {
    pass.propose(running, pass.value(running).mul(1 - MOMENTUM).add(seen.mul(MOMENTUM)));
  }
}
