package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import org.junit.jupiter.api.Test;

/** The rules of a {@link io.github.vae4j.api.model.Decoder}. */
public abstract class DecoderConformance extends ComponentSuite {

  /** Makes a suite that has started nothing. */
  protected DecoderConformance() {}

  /** Returns the provider of the decoder under test. */
  protected abstract DecoderProvider provider();

  @Override
  ArchitectureBuilder with(ArchitectureBuilder builder) {
    return builder.decoder(context -> provider().create(options(), context));
  }

  private Tensor decoded(Architecture model, ModelPass pass, Tensor z) {
    return model.decoder().decode(pass, Latents.of(latent(), z), Condition.none());
  }

  @Test
  void r95_parameters_haveTheLikelihoodsSize() {
    on(
        (model, pass) -> {
          int size = Math.toIntExact(model.likelihood().parameterShape(data()).size());
          Tensor z = unit(pass.ops(), latent().event().prepend(BATCH), 1);
          Check.equal(
              "shape of the parameters", Shape.of(BATCH, size), decoded(model, pass, z).shape());
        });
  }

  @Test
  void r96_samples_areLetThrough() {
    on(
        (model, pass) -> {
          Tensor z = unit(pass.ops(), latent().event().prepend(SAMPLES, BATCH), 1);
          Tensor all = decoded(model, pass, z);
          Check.equal(
              "leading axes of the parameters", Shape.of(SAMPLES, BATCH), all.shape().leading(2));
          Tensor second = z.slice(0, 1, 2).reshape(latent().event().prepend(BATCH));
          Tensor expected = decoded(model, pass, second);
          Check.close(
              "parameters of the second sample alone",
              all.slice(0, 1, 2).toDoubles(),
              expected.toDoubles(),
              1e-9);
        });
  }
}
