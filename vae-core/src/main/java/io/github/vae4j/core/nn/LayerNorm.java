package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * Layer normalisation over the last axis, which in images holds the channels of one pixel: γ · (x −
 * μ) / √(σ² + 10⁻⁵) + β, with μ and σ² the mean and the variance of the row itself. Parameters:
 * {@code scale} γ and {@code shift} β, both (features). Ba et al. 2016. Immutable.
 */
public final class LayerNorm implements Layer {
  private final ScaleAndShift end;

  private LayerNorm(ScaleAndShift end) {
    this.end = end;
  }

  /**
   * Declares a layer that begins with γ = 1 and β = 0.
   *
   * @param features the length of the last axis
   * @throws ConfigurationException if it is 1: a single feature would always become β
   * @throws IllegalArgumentException if it is below 1
   */
  public static LayerNorm of(BuildContext context, int features) {
    if (features == 1) {
      throw new ConfigurationException(
          "LayerNorm: a row of 1 feature has no spread and would always become 0; normalise by batch, or not at all");
    }
    return new LayerNorm(ScaleAndShift.of("LayerNorm", context, features));
  }

  /**
   * Returns x normalised along its last axis.
   *
   * @param x (…, features)
   * @return of the shape of x
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    end.requireFeatures(x);
    Shape column = x.shape().with(-1, 1);
    Tensor centred = x.sub(x.mean(-1).reshape(column));
    return end.apply(pass, centred, centred.square().mean(-1).reshape(column));
  }
}
