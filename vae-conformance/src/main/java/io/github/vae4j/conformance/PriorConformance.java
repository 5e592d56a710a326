package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ArchitectureBuilder;
import org.junit.jupiter.api.Test;

/** The rules of a {@link io.github.vae4j.api.model.Prior}. */
public abstract class PriorConformance extends ComponentSuite {

  /** Makes a suite that has started nothing. */
  protected PriorConformance() {}

  /** Returns the provider of the prior under test. */
  protected abstract PriorProvider provider();

  @Override
  ArchitectureBuilder with(ArchitectureBuilder builder) {
    return builder.prior(context -> provider().create(options(), context));
  }

  @Test
  void r100_prior_scoresEveryRowOfItsDraws() {
    on(
        (model, pass) -> {
          Distribution p = model.prior().given(pass, latent(), new Latents(), given(pass.ops()));
          Check.equal("event of the prior", latent().event(), p.event());
          Shape rows = Shape.of(SAMPLES, BATCH);
          Tensor z = p.sample(pass.noise(), rows);
          Check.equal("shape of a draw", rows.append(latent().event()), z.shape());
          Check.equal("shape of logProb", rows, p.logProb(z).shape());
          DistributionConformance.finite("log p of draws", p.logProb(z));
        });
  }
}
