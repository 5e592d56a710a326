package io.github.vae4j.core.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Every entry of every parameter's gradient of the training loss against central differences in
 * double.
 */
final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private final Architecture model;
  private final Elbo elbo;
  private final Map<String, Double> schedules;
  private final Function<Ops, Batch> batch;

  GradientCheck(
      Architecture model,
      ElboOptions options,
      Map<String, Double> schedules,
      Function<Ops, Batch> batch) {
    this.model = model;
    this.schedules = schedules;
    this.batch = batch;
    elbo = new Elbo(model, KlRules.discover(Plugins.discover()), options);
  }

  void passes() {
    try (Backend backend = new ReferenceBackend();
        Weights weights = Weights.initial(backend, model, 3);
        State gradients = backend.state(weights.layout().trainedSize());
        Counter counter = backend.counter()) {
      loss(weights, counter, gradients);
      int compared = 0;
      for (Parameter key : weights.layout().parameters()) {
        if (key.role() == Parameter.Role.TRAINED) {
          compared += compare(key, weights, counter, gradients);
        }
      }
      assertThat(compared).as("entries compared").isPositive();
    }
  }

  private int compare(Parameter key, Weights weights, Counter counter, State gradients) {
    long offset = weights.layout().offset(key);
    int size = Math.toIntExact(key.shape().size());
    double[] analytic = gradients.toDoubles(offset, size);
    for (int i = 0; i < size; i++) {
      double numeric =
          (shifted(weights, counter, offset + i, STEP)
                  - shifted(weights, counter, offset + i, -STEP))
              / (2 * STEP);
      assertThat(Math.abs(analytic[i] - numeric))
          .as(
              "gradient of %s[%d]: tape %s, central difference %s",
              key.name(), i, analytic[i], numeric)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(numeric)));
    }
    return size;
  }

  private double shifted(Weights weights, Counter counter, long at, double by) {
    State trained = weights.trained();
    double before = trained.toDoubles(at, 1)[0];
    trained.set(at, new double[] {before + by});
    double loss = loss(weights, counter, null);
    trained.set(at, new double[] {before});
    return loss;
  }

  private double loss(
      Weights weights, Counter counter, @org.jspecify.annotations.Nullable State gradients) {
    try (Scope scope = weights.backend().scope()) {
      Ops raw = scope.ops();
      Tape tape = new Tape(raw);
      Map<String, Tensor> scalars = new LinkedHashMap<>();
      schedules.forEach((name, value) -> scalars.put(name, raw.full(value, Shape.scalar())));
      Noise noise = new Noise(raw, new RandomStream(7, 0, counter));
      ModelPass pass = ModelPass.training(weights, tape, noise, scalars, Set.of());
      Tensor loss = elbo.of(pass, batch.apply(raw)).loss();
      double value = tape.stopGradient(loss).item();
      if (gradients != null) {
        tape.gradients(loss, weights.trained(), gradients, List.of());
      }
      return value;
    }
  }
}
