package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Batch normalisation of each feature: γ · (x − μ) / √(σ² + 10⁻⁵) + β. While training moves the
 * layer's group, μ and σ² are the mean and the variance over all axes but the last; in evaluation,
 * and in a group that is frozen for good, they are the running values. Every position on a leading
 * axis counts as one row: samples of z, pixels, and the values of an enumerated latent, which count
 * alike whatever their probabilities. Trained parameters: {@code scale} γ and {@code shift} β;
 * tracked: {@code mean} and {@code variance}; all (features).
 *
 * <p>The running values follow once a step, r ← 0.9 r + 0.1 · seen (a momentum of 0.1 in PyTorch's
 * sense, of 0.9 in Keras's), where the variance seen is the unbiased one, Σ(x − μ)² / (rows − 1),
 * while σ² divides by the rows. Ioffe and Szegedy 2015, algorithms 1 and 2. Immutable.
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
   * @throws IllegalArgumentException if the last axis of x is not the features
   * @throws ConfigurationException if it normalises by the batch and there are fewer than 2 rows
   * @throws IllegalStateException if it was applied in this training step already; all applications
   *     but one take {@link Pass#withoutUpdates()}
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    end.requireFeatures(x);
    if (!pass.moves(mean)) {
      return end.apply(pass, x.sub(pass.value(mean)), pass.value(variance));
    }
    double rows = x.shape().dropTrailing(1).size();
    if (rows < 2) {
      throw new ConfigurationException(
          "BatchNorm: the variance over a batch needs 2 rows or more, x has shape "
              + x.shape()
              + "; take another size of batches, or normalise by layer");
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
