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

  final Tensor decoded(Architecture model, ModelPass pass, Tensor z, Condition condition) {
    return model.decoder().decode(pass, Latents.of(latent(), z), condition);
  }

  /** Returns a value of z for each row. */
  final Tensor values(ModelPass pass) {
    return unit(pass.ops(), latent().event().prepend(BATCH), 1);
  }

  /** Returns the shape of the parameters of each row. */
  final Shape parameters(Architecture model) {
    return Shape.of(BATCH, Math.toIntExact(model.likelihood().parameterShape(data()).size()));
  }

  @Test
  void r95_parameters_haveTheLikelihoodsSize() {
    on(
        (model, pass) -> {
          Tensor decoded = decoded(model, pass, values(pass), given(pass.ops()));
          Check.equal("shape of the parameters", parameters(model), decoded.shape());
        });
  }

  @Test
  void r96_samples_areLetThrough() {
    on(
        (model, pass) -> {
          Tensor z = unit(pass.ops(), latent().event().prepend(SAMPLES, BATCH), 1);
          Condition condition = given(pass.ops());
          Tensor all = decoded(model, pass, z, condition);
          Check.equal(
              "leading axes of the parameters", Shape.of(SAMPLES, BATCH), all.shape().leading(2));
          Tensor second = z.slice(0, 1, 2).reshape(latent().event().prepend(BATCH));
          Tensor expected = decoded(model, pass, second, condition);
          close(
              "parameters of the second sample alone",
              expected,
              all.slice(0, 1, 2).reshape(expected.shape()));
        });
  }
}
