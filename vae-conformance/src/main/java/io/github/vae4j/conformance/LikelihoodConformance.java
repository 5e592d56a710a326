package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ArchitectureBuilder;
import org.junit.jupiter.api.Test;

/** The rules of a {@link io.github.vae4j.api.model.Likelihood}. */
public abstract class LikelihoodConformance extends ComponentSuite {

  /** Makes a suite that has started nothing. */
  protected LikelihoodConformance() {}

  /** Returns the provider of the likelihood under test. */
  protected abstract LikelihoodProvider provider();

  @Override
  ArchitectureBuilder with(ArchitectureBuilder builder) {
    return builder.likelihood(context -> provider().create(options(), context));
  }

  @Test
  void r105_likelihood_scoresEveryRow() {
    on(
        (model, pass) -> {
          int size = Math.toIntExact(model.likelihood().parameterShape(data()).size());
          Tensor parameters = unit(pass.ops(), Shape.of(SAMPLES, BATCH, size), 1);
          Distribution all = model.likelihood().given(pass, parameters);
          Tensor x =
              all.sample(pass.noise(), Shape.of(SAMPLES, BATCH))
                  .slice(0, 0, 1)
                  .reshape(BATCH, data().size());
          Tensor density = all.logProb(x);
          Check.equal("shape of log p(x | z)", Shape.of(SAMPLES, BATCH), density.shape());
          DistributionConformance.finite("log p(x | z)", density);
          Tensor second = parameters.slice(0, 1, 2).reshape(BATCH, size);
          Tensor alone = model.likelihood().given(pass, second).logProb(x);
          close(
              "log p(x | z) of the second sample alone",
              alone,
              density.slice(0, 1, 2).reshape(alone.shape()));
        });
  }

  @Test
  void r106_parametersOfAnotherSize_areRefused() {
    on(
        (model, pass) -> {
          int size = Math.toIntExact(model.likelihood().parameterShape(data()).size());
          Tensor wrong = unit(pass.ops(), Shape.of(BATCH, size + 1), 1);
          Check.refused(
              "parameters of size " + (size + 1),
              IllegalArgumentException.class,
              () -> model.likelihood().given(pass, wrong),
              "" + size,
              "" + (size + 1));
        });
  }
}
