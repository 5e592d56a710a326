package io.github.vae4j.examples.pairs;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.DownloadProgress;
import io.github.vae4j.core.data.ImageSets;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.Bound;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import io.github.vae4j.examples.command.Digits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Models of digits that every backend computes. */
enum PairModel {
  FULLY_CONNECTED {
    @Override
    ModelDescription description() {
      return unconditional(MLP, "bernoulli");
    }
  },
  GAUSSIAN {
    @Override
    ModelDescription description() {
      return unconditional(MLP, "normal");
    }
  },
  CONVOLUTIONAL {
    @Override
    ModelDescription description() {
      return unconditional("{\"type\": \"conv\", \"channels\": [4, 8]}", "bernoulli");
    }
  },
  /** Told the class of a digit. */
  LABELLED {
    @Override
    ModelDescription description() {
      return Cvae.mlp(
          IMAGE, Conditions.labelSchema(10), LATENT, HIDDEN, Activation.TANH, "bernoulli");
    }

    @Override
    Dataset data(int count) {
      return digits(count).givenLabels(10);
    }
  },
  /** Told the upper half of a digit, with a prior learned from it. */
  COMPLETING {
    @Override
    ModelDescription description() {
      return Cvae.withLearnedPrior(
          Cvae.mlp(IMAGE, IMAGE, LATENT, HIDDEN, Activation.TANH, "bernoulli"),
          HIDDEN,
          Activation.TANH);
    }

    @Override
    Dataset data(int count) {
      boolean[] seen = new boolean[IMAGE.size()];
      Arrays.fill(seen, 0, seen.length / 2, true);
      return digits(count).completing(Masks.same(seen));
    }
  },
  /** Without latents: the class of a digit, given the digit. */
  CLASSIFIER {
    @Override
    ModelDescription description() {
      return Cvae.regressor(
          Conditions.labelSchema(10), IMAGE, HIDDEN, Activation.TANH, "categorical");
    }

    @Override
    Dataset data(int count) {
      Dataset digits = digits(count);
      int[] classes = digits.labels().orElseThrow();
      float[] labels = new float[count];
      for (int i = 0; i < count; i++) {
        labels[i] = classes[i];
      }
      return Dataset.of(Conditions.labelSchema(10), labels, null).given(Conditions.of(digits));
    }
  };

  private static final String MLP =
      "{\"type\": \"mlp\", \"hidden\": [64], \"activation\": \"tanh\"}";
  private static final DataSchema IMAGE = DataSchema.of(28, 28, 1);
  private static final int LATENT = 8;
  private static final List<Integer> HIDDEN = List.of(64);
  private static final int SEED = 3;
  private static final Dataset DIGITS =
      ImageSets.standard()
          .with(Digits.source())
          .load(Digits.NAME, null, DownloadProgress.none())
          .train();

  private static ModelDescription unconditional(String network, String likelihood) {
    return ModelDescription.parse(
        """
        {"data": {"shape": [28, 28, 1]}, "latents": [{"name": "z", "shape": [8]}],
         "encoder": %s, "prior": {"type": "standard-normal"},
         "decoder": %s, "likelihood": {"type": "%s"}}
        """
            .formatted(network, network, likelihood));
  }

  abstract ModelDescription description();

  /** Returns rows made of the first digits, with all that the model is told of them. */
  Dataset data(int count) {
    return digits(count);
  }

  /** Returns the first digits. */
  static Dataset digits(int count) {
    return DIGITS.slice(0, count);
  }

  static KlRules rules() {
    return KlRules.discover(Backends.plugins());
  }

  Architecture architecture() {
    return Architecture.build(description(), Backends.plugins(), 0);
  }

  static TrainingPlan.Builder plan() {
    return TrainingPlan.builder().seed(SEED);
  }

  Trainer.Builder trainer(Backend backend, TrainingPlan plan) {
    return Trainer.builder(backend, architecture(), plan, rules());
  }

  /** Returns the loss and all gradients for the first digits, fixed weights and fixed noise. */
  Map<String, double[]> lossAndGradients(Backend backend, ElboOptions options, int rows) {
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
          new Elbo(model, rules(), options).of(pass, data(rows).batch(0, rows).batch(ops));
      tape.gradients(bound.loss(), weights.trained(), gradients);
      Map<String, double[]> results = new LinkedHashMap<>();
      results.put("loss", tape.stopGradient(bound.loss()).toDoubles());
      for (Parameter key : weights.layout().parameters()) {
        int size = Math.toIntExact(key.shape().size());
        results.put(key.name(), gradients.toDoubles(weights.layout().offset(key), size));
      }
      return results;
    }
  }
}
