package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the suites of a model's parts share: a small model around the part, and its backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ComponentSuite {
  static final int BATCH = 4;
  static final int SAMPLES = 3;

  private static final long SEED = 1;

  private @Nullable Backend started;

  ComponentSuite() {}

  /**
   * Starts the backend that the part is tested on, the reference by default. Called once; the suite
   * closes it.
   */
  protected Backend backend() {
    return new ReferenceBackend();
  }

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

  @BeforeAll
  void start() {
    started = backend();
  }

  @AfterAll
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  /** Puts the part under test into the model. */
  abstract ArchitectureBuilder with(ArchitectureBuilder builder);

  /** Returns the condition of {@value #BATCH} rows; none in a model without. */
  Condition given(Ops ops) {
    return Condition.none();
  }

  /** A check of the model around the part. */
  @FunctionalInterface
  interface Rule {
    void check(Architecture model, ModelPass pass);
  }

  /** Runs a check in a pass that evaluates. */
  final void on(Rule rule) {
    on(with(standard().latents(latent())).build(), rule);
  }

  /** Runs a check of a model in a pass that evaluates. */
  final void on(Architecture model, Rule rule) {
    Backend backend = tested();
    try (Weights weights = moved(backend, model);
        Counter step = backend.counter();
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      rule.check(
          model, ModelPass.evaluating(weights, new Noise(ops, new RandomStream(SEED, 0, step))));
    }
  }

  /** Returns a model of stand-ins, without latents. */
  final ArchitectureBuilder standard() {
    return Architecture.builder(data())
        .encoder(context -> StandIns.encoder(latent()))
        .prior(context -> new StandardNormalPrior())
        .decoder(context -> StandIns.decoder(latent(), context))
        .likelihood(BernoulliLikelihood::new);
  }

  /** Demands values within a tolerance that follows the backend's element type. */
  final void close(String message, Tensor expected, Tensor actual) {
    Check.close(message, expected.toDoubles(), actual.toDoubles(), tolerance());
  }

  /** Returns whether values are those expected within that tolerance. */
  final boolean isClose(Tensor expected, Tensor actual) {
    return Check.firstApart(expected.toDoubles(), actual.toDoubles(), tolerance()) < 0;
  }

  private double tolerance() {
    return 512 * tested().elementType().unitRoundoff();
  }

  /** Returns numbers of (0, 1) in a shape. */
  static Tensor unit(Ops ops, Shape shape, long seed) {
    return Operand.random(shape, seed).map(x -> (x + 2) / 4).on(ops);
  }

  /** Returns initial weights moved a little, since a part may begin by ignoring what it reads. */
  private static Weights moved(Backend backend, Architecture model) {
    Weights weights = Weights.initial(backend, model, SEED);
    for (Parameter key : weights.layout().parameters()) {
      if (key.role() == Parameter.Role.TRAINED) {
        float[] values = weights.get(key);
        float[] steps = new float[values.length];
        HostRandom.uniform(SEED, Noise.hash(key.name()), 1, 0, steps, 0, steps.length);
        for (int i = 0; i < values.length; i++) {
          values[i] += (steps[i] - 0.5f) / 2;
        }
        weights.set(key, values);
      }
    }
    return weights;
  }

  private Backend tested() {
    if (started == null) {
      throw new IllegalStateException("the suite has not started; JUnit calls start()");
    }
    return started;
  }
}
