package io.github.vae4j.examples.pairs;

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
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.DownloadProgress;
import io.github.vae4j.core.data.ImageSets;
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
import io.github.vae4j.examples.command.Digits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Models of digits that every backend computes. */
enum PairModel {
  FULLY_CONNECTED("{\"type\": \"mlp\", \"hidden\": [64], \"activation\": \"tanh\"}", "bernoulli"),
  GAUSSIAN("{\"type\": \"mlp\", \"hidden\": [64], \"activation\": \"tanh\"}", "normal"),
  CONVOLUTIONAL("{\"type\": \"conv\", \"channels\": [4, 8]}", "bernoulli");

  private static final int SEED = 3;
  private static final Dataset DIGITS =
      ImageSets.standard()
          .with(Digits.source())
          .load(Digits.NAME, null, DownloadProgress.none())
          .train();

  private final String json;

  PairModel(String network, String likelihood) {
    json =
        """
        {"data": {"shape": [28, 28, 1]}, "latents": [{"name": "z", "shape": [8]}],
         "encoder": %s, "prior": {"type": "standard-normal"},
         "decoder": %s, "likelihood": {"type": "%s"}}
        """
            .formatted(network, network, likelihood);
  }

  /** Returns the first digits. */
  static Dataset digits(int count) {
    return DIGITS.slice(0, count);
  }

  static KlRules rules() {
    return KlRules.discover(Backends.plugins());
  }

  Architecture architecture() {
    return Architecture.build(ModelDescription.parse(json), Backends.plugins(), 0);
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
          new Elbo(model, rules(), options)
              .of(pass, Batch.of(ops.tensor(first(rows), images(rows))));
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

  private static Shape images(int rows) {
    return Shape.of(rows, 28 * 28);
  }

  private static float[] first(int rows) {
    float[] values = new float[Math.toIntExact(images(rows).size())];
    for (int row = 0; row < rows; row++) {
      DIGITS.copyRow(row, values, row * values.length / rows);
    }
    return values;
  }
}
