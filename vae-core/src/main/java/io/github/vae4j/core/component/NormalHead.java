package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Dense;

/** The posterior N(μ, σ²) with μ and log σ² linear in some features. */
record NormalHead(Dense mean, Dense logVariance, Shape event) {
  static NormalHead of(BuildContext context, int features, Shape event) {
    int size = Math.toIntExact(event.size());
    return new NormalHead(
        Dense.of(context.within("mean"), features, size, Activation.IDENTITY),
        Dense.of(context.within("logVariance"), features, size, Activation.IDENTITY),
        event);
  }

  Posterior apply(Pass pass, Tensor features) {
    return Posterior.of(
        DiagonalNormal.of(
            Flat.unflatten(mean.apply(pass, features), event),
            Flat.unflatten(logVariance.apply(pass, features), event),
            event.rank()));
  }
}
