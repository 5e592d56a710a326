package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
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

  final Distribution posterior(Architecture model, ModelPass pass, Tensor x, Condition condition) {
    Batch batch = Batch.builder(x).condition(condition).build();
    return model.encoder().encode(pass, batch).given(latent(), new Latents());
  }

  /** Returns rows of x. */
  final Tensor rows(ModelPass pass) {
    return unit(pass.ops(), Shape.of(BATCH, data().size()), 1);
  }

  /** Returns a value of z for each row. */
  final Tensor values(ModelPass pass) {
    return unit(pass.ops(), latent().event().prepend(BATCH), 2);
  }

  @Test
  void r90_posterior_hasOneDistributionForEachRow() {
    on(
        (model, pass) -> {
          Shape rows = Shape.of(BATCH);
          Distribution q = posterior(model, pass, rows(pass), given(pass.ops()));
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
          Tensor x = rows(pass);
          Tensor z = values(pass);
          Condition condition = given(pass.ops());
          Tensor all = posterior(model, pass, x, condition).logProb(z);
          Tensor last = posterior(model, pass, lastRow(x), lastRow(condition)).logProb(lastRow(z));
          close("log q of the last row alone", lastRow(all), last);
        });
  }

  private static Condition lastRow(Condition condition) {
    return condition.value().map(c -> Condition.of(lastRow(c))).orElse(condition);
  }

  private static Tensor lastRow(Tensor rows) {
    return rows.slice(0, BATCH - 1, BATCH);
  }
}
