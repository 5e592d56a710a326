package io.github.vae4j.cvae;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.TrainingPlan;

/** Small conditional models to use. */
final class SmallVae {
  private SmallVae() {}

  /** Returns a model with its first values. */
  static Vae initial(Backend backend, ModelDescription description) {
    Architecture model = Architecture.build(description, Plugins.discover(), 0);
    return of(backend, model, Weights.initial(backend, model, 1));
  }

  /** Returns a model with values that have come from elsewhere. */
  static Vae of(Backend backend, Architecture model, Weights weights) {
    Provenance provenance =
        Provenance.of(backend, TrainingPlan.builder().build().toJson(), "elsewhere");
    return new Vae(model, weights, KlRules.builtIn(), provenance);
  }

  static Vae trained(Backend backend, ModelDescription description, Dataset data) {
    TrainingPlan plan = TrainingPlan.builder().epochs(60).batch(10).learningRate(0.02).build();
    return Vae.train(backend, description, plan, data);
  }
}
