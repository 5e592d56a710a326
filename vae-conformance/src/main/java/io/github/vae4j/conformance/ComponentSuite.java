package io.github.vae4j.conformance;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.MlpDecoder;
import io.github.vae4j.core.component.MlpEncoder;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;

/**
 * What the suites of a model's parts share: a small model around the part, on the reference
 * backend.
 */
public abstract class ComponentSuite {
  static final int BATCH = 4;
  static final int SAMPLES = 3;

  ComponentSuite() {}

  /** Returns the options that the part is made from; none by default. */
  protected Options options() {
    return JsonOptions.empty();
  }

  /** Returns what an observation is made of; six entries by default. */
  protected DataSchema data() {
    return DataSchema.of(6);
  }

  /** Returns the latent group; z of two entries by default. */
  protected LatentGroup latent() {
    return LatentGroup.of("z", 2);
  }

  /** Puts the part under test into the model. */
  abstract ArchitectureBuilder with(ArchitectureBuilder builder);

  /** A check of the model around the part. */
  @FunctionalInterface
  interface Rule {
    void check(Architecture model, ModelPass pass);
  }

  /** Runs a check in a pass that evaluates. */
  final void on(Rule rule) {
    ArchitectureBuilder standard =
        Architecture.builder(data())
            .latents(latent())
            .encoder((BuildContext context) -> new MlpEncoder(List.of(5), Activation.TANH, context))
            .prior(context -> new StandardNormalPrior())
            .decoder((BuildContext context) -> new MlpDecoder(List.of(5), Activation.TANH, context))
            .likelihood(BernoulliLikelihood::new);
    Architecture model = with(standard).build();
    try (Backend backend = new ReferenceBackend();
        Weights weights = Weights.initial(backend, model, 1);
        Counter step = backend.counter();
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      rule.check(
          model, ModelPass.evaluating(weights, new Noise(ops, new RandomStream(1, 0, step))));
    }
  }

  /** Returns numbers of (0, 1) in a shape. */
  static Tensor unit(Ops ops, Shape shape, long seed) {
    return Operand.random(shape, seed).map(x -> (x + 2) / 4).on(ops);
  }
}
