package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.core.train.TrainingResult;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conditional models go through the one training loop. */
class TrainingTest {
  private static final int ROWS = 32;

  private final Plugins plugins = Plugins.discover();
  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  private TrainingResult train(Architecture model, Dataset data) {
    TrainingPlan plan =
        TrainingPlan.builder().epochs(150).batch(16).learningRate(0.02).seed(1).build();
    return Trainer.builder(backend, model, plan, KlRules.discover(plugins)).build().train(data);
  }

  private Architecture build(ModelDescription model) {
    return Architecture.builder(model, plugins).build();
  }

  @Test
  void aClassifierLearnsExclusiveOr() {
    float[] inputs = new float[2 * ROWS];
    float[] labels = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      inputs[2 * row] = row % 2;
      inputs[2 * row + 1] = row / 2 % 2;
      labels[row] = (row + row / 2) % 2;
    }
    Dataset data =
        Dataset.of(Conditions.labelSchema(2), labels, null)
            .given(Conditions.of(Dataset.of(DataSchema.of(2), inputs, null)));
    Architecture model =
        build(
            Cvae.regressor(
                data.schema(), DataSchema.of(2), List.of(8), Activation.TANH, "categorical"));
    TrainingResult result = train(model, data);
    try (Vae vae = SmallVae.of(backend, model, result.weights())) {
      Dataset cases = Dataset.of(DataSchema.of(2), new float[] {0, 0, 1, 0, 0, 1, 1, 1}, null);
      assertThat(vae.sampleMode(Conditions.of(cases), 1))
          .isDeepEqualTo(new float[][] {{0}, {1}, {1}, {0}});
    }
    List<EpochReport> history = result.history();
    EpochReport last = history.get(history.size() - 1);
    assertThat(history.get(0).loss()).isGreaterThan(0.6);
    assertThat(last.loss()).isEqualTo(last.reconstruction()).isLessThan(0.05);
  }

  @Test
  void imagesAreOfTheClassThatIsAskedFor() {
    float[][] classes = {{1, 1, 0, 0}, {0, 0, 1, 1}};
    float[] pixels = new float[4 * ROWS];
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % 2;
      System.arraycopy(classes[row % 2], 0, pixels, 4 * row, 4);
    }
    DataSchema images = DataSchema.of(2, 2, 1);
    Dataset data = Dataset.of(images, pixels, labels).givenLabels(2);
    Architecture model =
        build(
            Cvae.withLearnedPrior(
                Cvae.mlp(
                    images, Conditions.labelSchema(2), 2, List.of(8), Activation.TANH, "bernoulli"),
                List.of(4),
                Activation.TANH));
    try (Weights weights = train(model, data).weights();
        Counter step = backend.counter();
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      ModelPass pass = ModelPass.evaluating(weights, new Noise(ops, new RandomStream(5, 0, step)));
      Condition asked = Condition.of(ops.tensor(new float[] {0, 1}, Shape.of(2, 1)));
      var prior = model.prior().given(pass, Oracle.Z, new Latents(), asked);
      Latents z = Latents.of(Oracle.Z, prior.sample(pass.noise(), Shape.of(50, 2)));
      double[] means = model.decoder().decode(pass, z, asked).sigmoid().toDoubles();
      for (int i = 0; i < means.length; i++) {
        assertThat(Math.round(means[i])).isEqualTo((long) classes[i / 4 % 2][i % 4]);
      }
    }
  }
}
