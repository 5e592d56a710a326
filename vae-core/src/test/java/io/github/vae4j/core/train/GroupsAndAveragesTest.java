package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.MlpDecoder;
import io.github.vae4j.core.component.MlpEncoder;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Normalisation;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Training whose every epoch is one step of all rows, followed step by step. */
class GroupsAndAveragesTest {
  private static final int SIZE = 4;
  private static final int ROWS = 12;
  private static final double RATE = 0.01;
  private static final Optimiser PLAIN = new Optimiser.Sgd(0, 0);

  private final Backend backend = new ReferenceBackend();
  private final Architecture model =
      Architecture.builder(DataSchema.of(SIZE))
          .latents(LatentGroup.of("z", 2))
          .encoder(context -> new MlpEncoder(List.of(3), Activation.TANH, context))
          .prior(context -> new StandardNormalPrior())
          .decoder(context -> new MlpDecoder(List.of(), Activation.RELU, context))
          .likelihood(BernoulliLikelihood::new)
          .build();

  @AfterEach
  void close() {
    backend.close();
  }

  private static Dataset data() {
    float[] values = new float[ROWS * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 5 < 2 ? 1 : 0;
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  private static TrainingPlan.Builder plan() {
    return TrainingPlan.builder().batch(ROWS).seed(3).learningRate(RATE);
  }

  /** Returns a group's values after so many steps. */
  private double[] after(int steps, TrainingPlan.Builder plan, String group) {
    if (steps == 0) {
      try (Weights weights = Weights.initial(backend, model, 3)) {
        return values(weights, group);
      }
    }
    try (Weights weights = trained(model, plan.epochs(steps).build())) {
      return values(weights, group);
    }
  }

  private static double[] values(Weights weights, String group) {
    Layout.Range range =
        weights.layout().groups().stream()
            .filter(r -> r.group().equals(group))
            .findFirst()
            .orElseThrow();
    return weights.trained().toDoubles(range.offset(), Math.toIntExact(range.length()));
  }

  private double[] firstMove(TrainingPlan.Builder plan, String group) {
    double[] before = after(0, plan, group);
    double[] moved = after(1, plan, group);
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= before[i];
    }
    return moved;
  }

  private static double[] times(double factor, double[] values) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** Adam's first step has the size of the rate wherever the gradient is not 0. */
  private static double[] signs(double[] values) {
    double[] signs = values.clone();
    for (int i = 0; i < signs.length; i++) {
      signs[i] = Math.signum(signs[i]);
    }
    return signs;
  }

  @Test
  void aGroupHasItsOwnOptimiserAndRate() {
    double[] decoder = firstMove(plan().optimiser(PLAIN), "decoder");
    double[] encoder = firstMove(plan().optimiser(PLAIN), "encoder");
    assertThat(decoder).isNotEqualTo(new double[decoder.length]);
    assertThat(encoder).isNotEqualTo(new double[encoder.length]);

    TrainingPlan.Builder slower =
        plan().optimiser(PLAIN).group("decoder", new GroupPlan(PLAIN, 0.25, 1));
    assertThat(firstMove(slower, "decoder")).containsExactly(times(0.25, decoder), within(1e-12));
    assertThat(firstMove(slower, "encoder")).containsExactly(encoder, within(1e-15));

    TrainingPlan.Builder mixed =
        plan().optimiser(PLAIN).group("decoder", new GroupPlan(Optimiser.Adam.standard(), 0.5, 1));
    assertThat(firstMove(mixed, "decoder"))
        .containsExactly(times(0.5 * RATE, signs(decoder)), within(1e-6));
    assertThat(firstMove(mixed, "encoder")).containsExactly(encoder, within(1e-15));
  }

  @Test
  void aGroupOfEveryTwoMovesOnTheFirstStepAndEverySecondAfterIt() {
    for (Optimiser own : List.of(Optimiser.Adam.standard(), new Optimiser.Sgd(0.9, 0))) {
      TrainingPlan.Builder plan = plan().group("decoder", new GroupPlan(own, 1, 2));
      for (int steps = 1; steps <= 6; steps++) {
        double[] before = after(steps - 1, plan, "decoder");
        double[] now = after(steps, plan, "decoder");
        if (steps % 2 == 1) {
          assertThat(now).as("%s, step %d", own.type(), steps).isNotEqualTo(before);
        } else {
          assertThat(now).as("%s, step %d", own.type(), steps).isEqualTo(before);
        }
        assertThat(after(steps, plan, "encoder"))
            .as("the others, step %d", steps)
            .isNotEqualTo(after(steps - 1, plan, "encoder"));
      }
    }
  }

  @Test
  void standingStillCountsForNothingInAGroupsOwnSteps() {
    Optimiser.Adam adam = Optimiser.Adam.standard();
    TrainingPlan.Builder turns =
        plan().group("encoder", GroupPlan.frozen()).group("decoder", new GroupPlan(adam, 1, 2));
    double[] first = after(1, turns, "decoder");
    double[] second = after(3, turns, "decoder");
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      largest = Math.max(largest, Math.abs(second[i] - first[i]));
    }
    // Where two gradients are alike, Adam's second move has the size of the rate if its moments are
    // corrected for two steps, and 0.86 of it if they are corrected for three.
    assertThat(largest).isBetween(0.93 * RATE, 1.06 * RATE);
  }

  @Test
  void averagedWeightsAreARunningAverageFromTheInitialValues() {
    for (String group : List.of("encoder", "decoder")) {
      double[] expected = after(0, plan(), group);
      for (int step = 1; step <= 4; step++) {
        double[] now = after(step, plan(), group);
        for (int i = 0; i < expected.length; i++) {
          expected[i] = 0.9 * expected[i] + 0.1 * now[i];
        }
        assertThat(after(step, plan().averaging(0.9), group))
            .as("%s, step %d", group, step)
            .containsExactly(expected, within(1e-12));
      }
      assertThat(expected).isNotEqualTo(after(4, plan(), group));
    }
  }

  private static Architecture normalised() {
    LayerStyle style = new LayerStyle(Activation.TANH, Normalisation.BATCH, 0);
    return Architecture.builder(DataSchema.of(SIZE))
        .latents(LatentGroup.of("z", 2))
        .encoder(context -> new MlpEncoder(List.of(3), style, context))
        .prior(context -> new StandardNormalPrior())
        .decoder(context -> new MlpDecoder(List.of(), Activation.RELU, context))
        .likelihood(BernoulliLikelihood::new)
        .build();
  }

  @Test
  void runningStatisticsAreAveragedAsTheWeightsAre() {
    double[] expected = tracked(0, plan());
    assertThat(expected).contains(0, 1);
    for (int step = 1; step <= 4; step++) {
      double[] now = tracked(step, plan());
      for (int i = 0; i < expected.length; i++) {
        expected[i] = 0.9 * expected[i] + 0.1 * now[i];
      }
      assertThat(tracked(step, plan().averaging(0.9)))
          .as("step %d", step)
          .containsExactly(expected, within(1e-12));
    }
    assertThat(expected).isNotEqualTo(tracked(4, plan()));
  }

  private double[] tracked(int steps, TrainingPlan.Builder plan) {
    Architecture model = normalised();
    try (Weights weights =
        steps == 0
            ? Weights.initial(backend, model, 3)
            : trained(model, plan.epochs(steps).build())) {
      return weights.tracked().toDoubles(0, Math.toIntExact(weights.tracked().size()));
    }
  }

  private Weights trained(Architecture model, TrainingPlan plan) {
    return Trainer.builder(backend, model, plan, KlRules.builtIn()).build().train(data()).weights();
  }
}
