package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/** How a normalisation ends: γ · (x − μ) / √(σ² + ε) + β with trained γ and β, one a feature. */
record ScaleAndShift(String layer, Parameter scale, Parameter shift) {
  private static final double EPSILON = 1e-5;

  static ScaleAndShift of(String layer, BuildContext context, int features) {
    if (features < 1) {
      throw new IllegalArgumentException(
          layer + ": the number of features must be 1 or more, got " + features);
    }
    return new ScaleAndShift(
        layer,
        context.parameter("scale", Shape.of(features), Initializers.constant(1)),
        context.parameter("shift", Shape.of(features), Initializers.zeros()));
  }

  int features() {
    return scale.shape().dim(0);
  }

  /** Refuses what has not as many features. */
  void requireFeatures(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() < 1 || shape.dim(-1) != features()) {
      throw new IllegalArgumentException(
          layer + ": x has shape " + shape + "; its last axis must be " + features() + " features");
    }
  }

  Tensor apply(Pass pass, Tensor centred, Tensor variance) {
    Tensor factor = variance.add(EPSILON).power(-0.5).mul(pass.value(scale));
    return centred.mul(factor).add(pass.value(shift));
  }
}
