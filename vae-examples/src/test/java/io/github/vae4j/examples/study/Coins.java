package io.github.vae4j.examples.study;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.NoLatents;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.cvae.ImageParts;
import java.util.Arrays;

/**
 * White images of 2 x 2 pixels of which the last is missing, and two models that give it white with
 * probability ½: one is sure of nothing, the other makes it black or white by the sign of z.
 */
final class Coins {
  static final DataSchema IMAGES = DataSchema.of(2, 2, 1);
  private static final double CERTAIN = 1000;

  private Coins() {}

  static Dataset white(int rows) {
    float[] values = new float[rows * IMAGES.size()];
    Arrays.fill(values, 1);
    return Dataset.of(IMAGES, values, null).completing(ImageParts.quadrants(IMAGES, 3));
  }

  static Vae regressor(Backend backend) {
    return vae(
        backend,
        Architecture.builder(IMAGES)
            .latents()
            .encoder(NoLatents::new)
            .prior(NoLatents::new)
            .decoder(
                context -> (pass, latents, condition) -> condition.require("a regressor").mul(0))
            .likelihood(BernoulliLikelihood::new));
  }

  static Vae cvae(Backend backend) {
    return vae(
        backend,
        Architecture.builder(IMAGES)
            .latents(LatentGroup.of("z", 1))
            .encoder(
                context ->
                    (pass, batch) -> {
                      Tensor zero = batch.x().slice(-1, 0, 1).mul(0);
                      return Posterior.of(DiagonalNormal.of(zero, zero));
                    })
            .prior(context -> new StandardNormalPrior())
            .decoder(
                context ->
                    (pass, latents, condition) ->
                        latents.get("z").mul(CERTAIN).add(condition.require("a model").mul(0)))
            .likelihood(BernoulliLikelihood::new));
  }

  private static Vae vae(Backend backend, ArchitectureBuilder parts) {
    Architecture model = parts.condition(IMAGES).build();
    return new Vae(
        model,
        Weights.initial(backend, model, 1),
        KlRules.builtIn(),
        Provenance.of(backend, "{}", "none"));
  }
}
