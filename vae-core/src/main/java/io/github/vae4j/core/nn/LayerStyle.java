package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.tensor.Activation;
import java.util.function.Function;

/**
 * What follows the affine map of a hidden layer: first the normalisation, then the activation, then
 * dropout.
 *
 * @param activation f, of each entry
 * @param normalisation of what f is applied to
 * @param dropout the probability that an entry is set to 0 in training
 */
public record LayerStyle(Activation activation, Normalisation normalisation, double dropout) {
  /** Refuses a dropout that is not in [0, 1). */
  public LayerStyle {
    Dropout.requireRate(dropout);
  }

  /** Returns the style of an activation alone. */
  public static LayerStyle of(Activation activation) {
    return new LayerStyle(activation, Normalisation.NONE, 0);
  }

  /** Returns the style with the normalisation of this one and nothing after it. */
  LayerStyle linear() {
    return new LayerStyle(Activation.IDENTITY, normalisation, 0);
  }

  /**
   * Declares a hidden layer.
   *
   * @param features the length of the last axis of what the affine map gives
   * @param affine declares the affine map with an activation that is to follow at once
   * @return the affine map and what follows it; of the shape that the affine map gives
   * @throws IllegalArgumentException if there are too few features for the normalisation, or the
   *     context has such a layer already
   */
  public Layer hidden(BuildContext context, int features, Function<Activation, Layer> affine) {
    Layer layer;
    if (normalisation == Normalisation.NONE) {
      layer = affine.apply(activation);
    } else {
      layer =
          affine
              .apply(Activation.IDENTITY)
              .then(normalisation.layer(context.within("normalisation"), features))
              .then(Layer.of(activation));
    }
    return dropout == 0 ? layer : layer.then(Dropout.of(context, dropout));
  }
}
