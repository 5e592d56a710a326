package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;

/** How the features of a hidden layer are normalised. */
public enum Normalisation {
  /** Not at all. */
  NONE,
  /** Each row by itself; see {@link LayerNorm}. */
  LAYER,
  /** Each feature over the batch; see {@link BatchNorm}. */
  BATCH;

  /**
   * Declares the layer that does it.
   *
   * @param features the length of the last axis
   * @throws IllegalArgumentException if the layer cannot have so few features
   */
  public Layer layer(BuildContext context, int features) {
    return switch (this) {
      case NONE -> Layer.identity();
      case LAYER -> LayerNorm.of(context, features);
      case BATCH -> BatchNorm.of(context, features);
    };
  }
}
