package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.MlpDecoder;
import io.github.vae4j.core.component.MlpEncoder;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.Bernoulli;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.nn.Initializers;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Normalisation;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that move by other means than the common optimiser: row tables and tracked parameters. */
class MovingPartsTest {
  private static final int SIZE = 4;
  private static final int ROWS = 30;

  private final Backend backend = new ReferenceBackend();
  private final Dataset data = data();

  @AfterEach
  void close() {
    backend.close();
  }

  private static Dataset data() {
    float[] values = new float[ROWS * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / SIZE % 2 == i % 2 ? 1 : 0;
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  private static ArchitectureBuilder model() {
    return Architecture.builder(DataSchema.of(SIZE))
        .observations(ROWS)
        .latents(LatentGroup.of("z", 2))
        .prior(context -> new StandardNormalPrior())
        .decoder(context -> new MlpDecoder(List.of(), Activation.RELU, context))
        .likelihood(BernoulliLikelihood::new);
  }

  private TrainingResult train(Architecture model, TrainingPlan plan) {
    return Trainer.builder(backend, model, plan, KlRules.builtIn()).build().train(data);
  }

  @Test
  void everyRowOfATableIsTrainedAndSeparatesTheTwoKindsOfRows() {
    Architecture model = model().encoder(MovingEncoders.RowEncoder::new).build();
    TrainingPlan plan = TrainingPlan.builder().epochs(200).batch(10).learningRate(0.05).build();
    TrainingResult result = train(model, plan);
    try (Weights weights = result.weights()) {
      Parameter table = weights.layout().tables().get(0);
      float[] values = weights.get(table);
      int at = Math.abs(values[0]) > Math.abs(values[1]) ? 0 : 1;
      for (int row = 0; row < ROWS; row++) {
        assertThat(Math.signum(values[row * 4 + at]))
            .as("row %d", row)
            .isEqualTo(Math.signum(values[row % 2 * 4 + at]));
      }
      assertThat(values[at] * values[4 + at]).isNegative();
      assertThat(result.history().get(199).loss()).isLessThan(result.history().get(0).loss() - 0.5);
    }
  }

  @Test
  void aTableIsTrainedByAdamOnly() {
    Architecture model = model().encoder(MovingEncoders.RowEncoder::new).build();
    TrainingPlan plan =
        TrainingPlan.builder().batch(10).optimiser(new Optimiser.Sgd(0.9, 0)).build();
    assertThatThrownBy(() -> train(model, plan))
        .hasMessageContaining("encoder.posterior")
        .hasMessageContaining("adam");
  }

  @Test
  void aTableMovesInTheTurnsOfItsGroup() {
    Architecture model = model().encoder(MovingEncoders.RowEncoder::new).build();
    GroupPlan everyOther = new GroupPlan(Optimiser.Adam.standard(), 1, 2);
    TrainingPlan plan = TrainingPlan.builder().batch(ROWS).group("encoder", everyOther).build();
    try (Weights one = train(model, plan.withEpochs(1)).weights();
        Weights two = train(model, plan.withEpochs(2)).weights();
        Weights three = train(model, plan.withEpochs(3)).weights()) {
      Parameter table = one.layout().tables().get(0);
      assertThat(two.get(table)).isEqualTo(one.get(table));
      assertThat(three.get(table)).isNotEqualTo(one.get(table));
    }
  }

  @Test
  void aTableOfAFrozenGroupStays() {
    Architecture model = model().encoder(MovingEncoders.RowEncoder::new).build();
    TrainingPlan plan =
        TrainingPlan.builder().epochs(2).batch(10).group("encoder", GroupPlan.frozen()).build();
    try (Weights weights = train(model, plan).weights()) {
      assertThat(weights.get(weights.layout().tables().get(0))).containsOnly(0.1f);
    }
  }

  @Test
  void aGradientOfARowThatIsNotFiniteEndsTraining() {
    Architecture model =
        model()
            .encoder(
                context -> {
                  Parameter table =
                      context.rowTable("posterior", Shape.of(2), Initializers.zeros());
                  return (pass, batch) -> {
                    Tensor rows = pass.rows(table, batch.rows().orElseThrow());
                    // The root is finite at 0 and its slope is not.
                    Tensor mean = pass.ops().sqrt(rows);
                    return Posterior.of(DiagonalNormal.of(mean, pass.ops().full(0, Shape.of(2))));
                  };
                })
            .build();
    assertThatThrownBy(() -> train(model, TrainingPlan.builder().epochs(1).batch(10).build()))
        .isInstanceOf(NonFiniteException.class);
  }

  @Test
  void aTrackedValueFollowsItsProposals() {
    Architecture model = model().encoder(MovingEncoders.FollowingEncoder::new).build();
    try (Weights weights =
        train(model, TrainingPlan.builder().epochs(3).batch(ROWS).build()).weights()) {
      Parameter running =
          weights.layout().parameters().stream()
              .filter(p -> p.role() == Parameter.Role.TRACKED)
              .findFirst()
              .orElseThrow();
      // Every batch has mean one half, so three steps halve the distance from 0 three times.
      assertThat(weights.get(running)).containsOnly(0.4375f);
    }
  }

  private static Architecture normalised(int rows) {
    LayerStyle style = new LayerStyle(Activation.RELU, Normalisation.BATCH, 0);
    return model()
        .observations(rows)
        .encoder(context -> new MlpEncoder(List.of(1), style, context))
        .build();
  }

  @Test
  void runningStatisticsFollowThoseOfTheBatches() {
    TrainingPlan plan = TrainingPlan.builder().epochs(30).batch(ROWS).learningRate(0).build();
    try (Weights weights = train(normalised(ROWS), plan).weights()) {
      float[] weight = value(weights, "encoder.layer0.weight");
      double bias = value(weights, "encoder.layer0.bias")[0];
      // The two kinds of rows take turns, so half the features are one number and half another.
      double even = bias + weight[0] + weight[2];
      double odd = bias + weight[1] + weight[3];
      double spread = (even - odd) * (even - odd) / 4 * ROWS / (ROWS - 1);
      double left = Math.pow(0.9, 30);
      assertThat(value(weights, "encoder.layer0.normalisation.mean")[0])
          .isCloseTo((float) ((1 - left) * (even + odd) / 2), within(1e-6f));
      assertThat(value(weights, "encoder.layer0.normalisation.variance")[0])
          .isCloseTo((float) (left + (1 - left) * spread), within(1e-6f));
    }
  }

  @Test
  void runningStatisticsOfAFrozenGroupStay() {
    TrainingPlan plan =
        TrainingPlan.builder().epochs(3).batch(10).group("encoder", GroupPlan.frozen()).build();
    try (Weights weights = train(normalised(ROWS), plan).weights()) {
      assertThat(value(weights, "encoder.layer0.normalisation.mean")).containsExactly(0);
      assertThat(value(weights, "encoder.layer0.normalisation.variance")).containsExactly(1);
    }
  }

  @Test
  void runningStatisticsMoveInTheTurnsOfTheirGroup() {
    GroupPlan everyOther = new GroupPlan(Optimiser.Adam.standard(), 1, 2);
    TrainingPlan plan = TrainingPlan.builder().batch(ROWS).group("encoder", everyOther).build();
    String mean = "encoder.layer0.normalisation.mean";
    try (Weights one = train(normalised(ROWS), plan.withEpochs(1)).weights();
        Weights two = train(normalised(ROWS), plan.withEpochs(2)).weights();
        Weights three = train(normalised(ROWS), plan.withEpochs(3)).weights()) {
      assertThat(value(one, mean)[0]).isNotZero();
      assertThat(value(two, mean)).isEqualTo(value(one, mean));
      assertThat(value(three, mean)).isNotEqualTo(value(one, mean));
    }
  }

  @Test
  void aLastBatchTooSmallForBatchNormIsRefusedBeforeTheFirstStep() {
    Dataset rows = data.slice(0, 21);
    TrainingPlan plan = TrainingPlan.builder().epochs(1).batch(10).build();
    Architecture model = normalised(rows.size());
    List<TrainingListener.Progress> steps = new ArrayList<>();
    Trainer trainer =
        Trainer.builder(backend, model, plan, KlRules.builtIn())
            .listener(
                new TrainingListener() {
                  @Override
                  public void progress(Progress progress) {
                    steps.add(progress);
                  }
                })
            .build();
    assertThatThrownBy(() -> trainer.train(rows))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("21 rows in batches of 10 leave a last batch of 1")
        .hasMessageContaining("BatchNorm")
        .hasMessageContaining("take another size of batches");
    assertThat(steps).isEmpty();
  }

  private static float[] value(Weights weights, String name) {
    return weights.get(
        weights.layout().parameters().stream()
            .filter(key -> key.name().equals(name))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aGroupThatIsNeitherReparameterisedNorSummedOverIsRefused() {
    Architecture model =
        model()
            .encoder(
                context ->
                    (pass, batch) -> Posterior.of(Bernoulli.ofLogits(batch.x().slice(1, 0, 2))))
            .build();
    assertThatThrownBy(() -> train(model, TrainingPlan.builder().batch(10).build()))
        .isInstanceOf(UnsupportedAbilityException.class)
        .hasMessageContaining("Bernoulli is not Reparameterised")
        .hasMessageContaining("group 'z'");
  }

  @Test
  void aModelMadeByCodeTrainsAndIsRefusedByItsClassWhenItShallBeSaved() {
    Architecture model = model().encoder(MovingEncoders.FollowingEncoder::new).build();
    assertThatThrownBy(model::description)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FollowingEncoder");
  }

  @Test
  void groupsMoveInTurns() {
    Architecture model = model().encoder(MovingEncoders.FollowingEncoder::new).build();
    GroupPlan everyOther = new GroupPlan(Optimiser.Adam.standard(), 1, 1000);
    TrainingPlan once =
        TrainingPlan.builder().epochs(1).batch(ROWS).group("decoder", everyOther).build();
    TrainingPlan often = once.withEpochs(5);
    try (Weights one = train(model, once).weights();
        Weights five = train(model, often).weights()) {
      for (Parameter key : one.layout().parameters()) {
        if (key.group().equals("decoder")) {
          assertThat(five.get(key)).as(key.name()).isEqualTo(one.get(key));
        } else if (key.role() == Parameter.Role.TRAINED) {
          assertThat(five.get(key)).as(key.name()).isNotEqualTo(one.get(key));
        }
      }
    }
  }
}
