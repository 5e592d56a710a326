package io.github.vae4j.conformance;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.Bound;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.Optimiser;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Small models, their data, and what the suites compute with them. */
enum SmallModel {
  BERNOULLI {
    @Override
    Architecture architecture() {
      return described("relu", "{\"type\": \"bernoulli\"}");
    }
  },
  NORMAL {
    @Override
    Architecture architecture() {
      return described("tanh", "{\"type\": \"normal\", \"scale\": \"learned\"}");
    }
  },
  /** Told of most rows which half of them is light, and scored on some entries only. */
  CONDITIONAL {
    @Override
    Architecture architecture() {
      return Architecture.builder(DataSchema.of(SIZE))
          .condition(Conditions.labelSchema(LABELS))
          .latents(LatentGroup.of("z", 2))
          .encoder(LabelParts::encoder)
          .prior(LabelParts::prior)
          .decoder(LabelParts::decoder)
          .likelihood(BernoulliLikelihood::new)
          .build();
    }

    @Override
    Dataset data() {
      float[] labels = new float[ROWS];
      boolean[][] known = new boolean[ROWS][1];
      boolean[][] scored = new boolean[ROWS][SIZE];
      for (int row = 0; row < ROWS; row++) {
        labels[row] = light(2 * row) ? 0 : light(2 * row + 1) ? 1 : 2;
        known[row][0] = row % 4 != 1;
        for (int entry = 0; entry < SIZE; entry++) {
          scored[row][entry] = (row * SIZE + entry) % 5 <= 2;
        }
      }
      Dataset told = Dataset.of(Conditions.labelSchema(LABELS), labels, null);
      return super.data().given(Conditions.of(told, Masks.each(known))).scoring(Masks.each(scored));
    }
  };

  static final int ROWS = 40;
  private static final int BATCH = 8;
  private static final int SIZE = 6;
  private static final int LABELS = 3;
  private static final int SEED = 3;

  abstract Architecture architecture();

  private static Architecture described(String activation, String likelihood) {
    String mlp = "{\"type\": \"mlp\", \"hidden\": [7], \"activation\": \"" + activation + "\"}";
    String json =
        "{\"data\": {\"shape\": ["
            + SIZE
            + "]}, \"latents\": [{\"name\": \"z\", \"shape\": [2]}], \"encoder\": "
            + mlp
            + ", \"prior\": {\"type\": \"standard-normal\"}, \"decoder\": "
            + mlp
            + ", \"likelihood\": "
            + likelihood
            + "}";
    return Architecture.build(
        ModelDescription.parse(json), Plugins.discover(SmallModel.class.getClassLoader()), 0);
  }

  /** Returns rows of light or dark entries: a row's two halves are each one or the other. */
  Dataset data() {
    float[] values = new float[ROWS * SIZE];
    HostRandom.uniform(5, 0, 0, 0, values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] / 8 + (light(i / (SIZE / 2)) ? 0.875f : 0);
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  private static boolean light(int half) {
    return (half * 7 + half / 5) % 3 == 0;
  }

  static TrainingPlan.Builder plan() {
    return TrainingPlan.builder()
        .epochs(4)
        .batch(16)
        .seed(SEED)
        .learningRate(0.01)
        .averaging(0.9)
        .clipNorm(5)
        .optimiser(new Optimiser.AdamW(0.9, 0.99, 1e-8, 0.1));
  }

  Trainer.Builder trainer(Backend backend, TrainingPlan plan) {
    return Trainer.builder(backend, architecture(), plan, KlRules.builtIn());
  }

  /**
   * Returns the bound of the first rows with fixed weights and noise, and its gradients, by name.
   */
  Map<String, Double> bound(Backend backend, ElboOptions options) {
    Architecture model = architecture();
    try (Weights weights = Weights.initial(backend, model, SEED);
        State gradients = backend.state(weights.layout().trainedSize());
        Counter step = backend.counter();
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tape tape = new Tape(ops);
      ModelPass pass =
          ModelPass.training(
              weights,
              tape,
              new Noise(ops, new RandomStream(SEED, 0, step)),
              Map.of(Elbo.BETA, ops.full(1, Shape.scalar())),
              Set.of(),
              Set.of());
      Bound bound =
          new Elbo(model, KlRules.builtIn(), options).of(pass, data().batch(0, BATCH).batch(ops));
      tape.gradients(bound.loss(), weights.trained(), gradients);
      Map<String, Double> results = new LinkedHashMap<>();
      put(results, "elbo", tape.stopGradient(bound.rows()).toDoubles());
      put(results, "kl", tape.stopGradient(bound.kl()).toDoubles());
      for (Parameter key : weights.layout().parameters()) {
        put(
            results,
            "gradient of " + key.name(),
            gradients.toDoubles(weights.layout().offset(key), (int) key.shape().size()));
      }
      return results;
    }
  }

  static void put(Map<String, Double> results, String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      results.put(name + "[" + i + "]", values[i]);
    }
  }
}
