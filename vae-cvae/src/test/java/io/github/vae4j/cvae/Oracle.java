package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One model with its first values, in one scope of the reference backend. */
final class Oracle implements AutoCloseable {
  static final LatentGroup Z = LatentGroup.of("z", 2);

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Counter step = backend.counter();
  private final Architecture model;
  private final Weights weights;

  Oracle(Architecture model) {
    this.model = model;
    weights = Weights.initial(backend, model, 3);
  }

  /** Returns a model around the parts under test; those that it comes with declare nothing. */
  static ArchitectureBuilder around(DataSchema data) {
    return Architecture.builder(data)
        .latents(Z)
        .encoder(
            context ->
                (pass, batch) ->
                    (group, drawn) ->
                        new StandardNormalPrior().given(pass, group, drawn, batch.condition()))
        .prior(context -> new StandardNormalPrior())
        .decoder(context -> (pass, z, condition) -> z.only())
        .likelihood(BernoulliLikelihood::new);
  }

  /** Returns the model. */
  Architecture model() {
    return model;
  }

  /** Returns the scope's operations. */
  Ops ops() {
    return scope.ops();
  }

  /** Returns a tensor of the given values. */
  Tensor tensor(Shape shape, double... values) {
    return ops().tensor(values, shape);
  }

  /** Returns reproducible values spread over (−1.5, 1.5), in no order. */
  static double[] spread(int seed, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1.5 * Math.sin(12.9898 * (i + 1) + 78.233 * seed);
    }
    return values;
  }

  /** Returns {@link #spread(int, int)} in a shape. */
  Tensor spread(int seed, Shape shape) {
    return tensor(shape, spread(seed, (int) shape.size()));
  }

  /** Returns a pass that evaluates with the present values. */
  ModelPass pass() {
    return ModelPass.evaluating(weights, noise(ops()));
  }

  private Noise noise(Ops ops) {
    return new Noise(ops, new RandomStream(7, 0, step));
  }

  /** Returns what the model declares, in order, such as {@code encoder.layer0.weight (6, 5)}. */
  List<String> declared() {
    return model.declarations().stream()
        .map(Architecture.Declaration::key)
        .map(key -> key.name() + " " + key.shape())
        .toList();
  }

  /** Returns a parameter's values. */
  double[] values(String name) {
    Parameter key = key(name);
    return weights
        .stateOf(key)
        .toDoubles(weights.layout().offset(key), Math.toIntExact(key.shape().size()));
  }

  /** Sets a parameter's values. */
  Oracle with(String name, double... values) {
    Parameter key = key(name);
    assertThat(values).as(name).hasSize(Math.toIntExact(key.shape().size()));
    weights.stateOf(key).set(weights.layout().offset(key), values);
    return this;
  }

  private Parameter key(String name) {
    return weights.layout().parameters().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + declared()));
  }

  /**
   * Compares the gradient of a loss in every entry of every parameter with central differences.
   *
   * @param loss a scalar of a pass that trains
   */
  void requireGradients(Function<ModelPass, Tensor> loss) {
    try (State gradients = backend.state(weights.layout().trainedSize())) {
      evaluate(loss, (tape, value) -> tape.gradients(value, weights.trained(), gradients));
      for (Parameter key : weights.layout().parameters()) {
        long offset = weights.layout().offset(key);
        for (int i = 0; i < key.shape().size(); i++) {
          double numeric = difference(loss, offset + i);
          double taped = gradients.toDoubles(offset + i, 1)[0];
          assertThat(Math.abs(taped - numeric))
              .as("%s[%d]: tape %s, central difference %s", key.name(), i, taped, numeric)
              .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(numeric)));
        }
      }
    }
  }

  private double difference(Function<ModelPass, Tensor> loss, long at) {
    State trained = weights.trained();
    double before = trained.toDoubles(at, 1)[0];
    trained.set(at, new double[] {before + STEP});
    double high = evaluate(loss, (tape, value) -> {});
    trained.set(at, new double[] {before - STEP});
    double low = evaluate(loss, (tape, value) -> {});
    trained.set(at, new double[] {before});
    return (high - low) / (2 * STEP);
  }

  /** What is done with a loss before its scope closes. */
  @FunctionalInterface
  private interface Use {
    void of(Tape tape, Tensor loss);
  }

  private double evaluate(Function<ModelPass, Tensor> loss, Use use) {
    try (Scope inner = backend.scope()) {
      Tape tape = new Tape(inner.ops());
      Map<String, Tensor> schedules = Map.of(Elbo.BETA, inner.ops().full(1, Shape.scalar()));
      ModelPass pass =
          ModelPass.training(weights, tape, noise(inner.ops()), schedules, Set.of(), Set.of());
      Tensor scalar = loss.apply(pass);
      double value = tape.stopGradient(scalar).item();
      use.of(tape, scalar);
      return value;
    }
  }

  @Override
  public void close() {
    scope.close();
    weights.close();
    step.close();
    backend.close();
  }
}
