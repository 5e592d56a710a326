package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import org.junit.jupiter.api.Test;

/** The rules of an {@link io.github.vae4j.api.model.Encoder}. */
public abstract class EncoderConformance extends ComponentSuite {

  /** Makes a suite that has started nothing. */
  protected EncoderConformance() {}

  /** Returns the provider of the encoder under test. */
  protected abstract EncoderProvider provider();

  @Override
  ArchitectureBuilder with(ArchitectureBuilder builder) {
    return builder.encoder(context -> provider().create(options(), context));
  }

  private Distribution posterior(Architecture model, ModelPass pass, Tensor x) {
    return model.encoder().encode(pass, Batch.of(x)).given(latent(), new Latents());
  }

  @Test
  void r90_posterior_hasOneDistributionForEachRow() {
    on(
        (model, pass) -> {
          Shape rows = Shape.of(BATCH);
          Distribution q =
              posterior(model, pass, unit(pass.ops(), Shape.of(BATCH, data().size()), 1));
          Check.equal("event of the posterior", latent().event(), q.event());
          Tensor z = q.sample(pass.noise(), rows.prepend(SAMPLES));
          Check.equal(
              "shape of logProb of " + SAMPLES + " draws",
              rows.prepend(SAMPLES),
              q.logProb(z).shape());
          DistributionConformance.finite("log q of draws", q.logProb(z));
        });
  }

  @Test
  void r91_posterior_dependsOnItsOwnRow() {
    on(
        (model, pass) -> {
          Tensor x = unit(pass.ops(), Shape.of(BATCH, data().size()), 1);
          Tensor z = unit(pass.ops(), latent().event().prepend(BATCH), 2);
          double[] all = posterior(model, pass, x).logProb(z).toDoubles();
          double[] last =
              posterior(model, pass, x.slice(0, BATCH - 1, BATCH))
                  .logProb(z.slice(0, BATCH - 1, BATCH))
                  .toDoubles();
          Check.close("log q of the last row alone", new double[] {all[BATCH - 1]}, last, 1e-9);
        });
  }
}
