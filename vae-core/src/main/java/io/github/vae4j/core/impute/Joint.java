package io.github.vae4j.core.impute;

import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;

/** All latent groups of a model as one variable z, in one pass. */
record Joint(Architecture model, Pass pass) {

  /** Returns p(z) in the form of q(z | x). */
  Posterior prior() {
    return (group, drawn) -> model.prior().given(pass, group, drawn, Condition.none());
  }

  /** Returns draws from p or q, (rows…, event…) each. */
  Latents draw(Posterior density, Noise noise, Shape rows) {
    Latents drawn = new Latents();
    for (LatentGroup group : model.latents()) {
      drawn.put(group, density.given(group, drawn).sample(noise.at(group.name()), rows));
    }
    return drawn;
  }

  /** Returns log p or log q of z in nats, (rows…). */
  Tensor logDensity(Posterior density, Latents z) {
    Latents before = new Latents();
    Tensor sum = pass.ops().full(0, Shape.scalar());
    for (LatentGroup group : model.latents()) {
      Tensor value = z.get(group.name());
      sum = sum.add(density.given(group, before).logProb(value));
      before.put(group, value);
    }
    return sum;
  }

  /** Returns q(z | x) of complete rows, (batch, data size). */
  Posterior encode(Tensor x) {
    return model.encoder().encode(pass, Batch.of(x));
  }

  /** Returns the decoder's output, (rows…, parameters). */
  Tensor decode(Latents z) {
    return model.decoder().decode(pass, z, Condition.none());
  }

  /** Returns p(x | z) of the decoder's output. */
  Factorised likelihood(Tensor parameters) {
    return model
        .likelihood()
        .given(pass, parameters)
        .require(Factorised.class, "impute: drawing missing entries by themselves");
  }
}
