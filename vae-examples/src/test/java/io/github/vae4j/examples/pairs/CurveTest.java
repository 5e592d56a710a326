package io.github.vae4j.examples.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.core.train.TrainingResult;
import io.github.vae4j.examples.pairs.Backends.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training from the same seed gives the same loss at each step on every two backends, but for
 * rounding errors, which grow with the steps: from 10⁻⁵ of the loss at the first to 10⁻³ at the
 * 200th, by the same factor at each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurveTest {
  private static final int STEPS = 200;
  private static final int STEPS_OF_CONVOLUTIONS = 40;

  // The loss of a classifier soon is small beside what it began with, which its errors go by.
  private static final int STEPS_OF_CONDITIONAL = 10;

  private static final double AT_FIRST = 1e-5;
  private static final double AT_LAST = 1e-3;

  private final Map<String, List<Double>> known = new HashMap<>();

  static List<Pair> pairs() {
    return Backends.pairs();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void fullyConnectedModel_learnsAlike(Pair pair) {
    assertSameCurve(pair, PairModel.FULLY_CONNECTED, STEPS);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void convolutionalModel_learnsAlike(Pair pair) {
    assertSameCurve(pair, PairModel.CONVOLUTIONAL, STEPS_OF_CONVOLUTIONS);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void conditionalModels_learnAlike(Pair pair) {
    assertSameCurve(pair, PairModel.LABELLED, STEPS_OF_CONDITIONAL);
    assertSameCurve(pair, PairModel.COMPLETING, STEPS_OF_CONDITIONAL);
    assertSameCurve(pair, PairModel.CLASSIFIER, STEPS_OF_CONDITIONAL);
  }

  private void assertSameCurve(Pair pair, PairModel model, int steps) {
    List<Double> first = curve(pair.first(), model, steps);
    List<Double> second = curve(pair.second(), model, steps);
    assertThat(first).hasSize(steps);
    assertThat(first.get(steps - 1)).as("the loss in the end").isLessThan(0.9 * first.get(0));
    for (int i = 0; i < steps; i++) {
      double tolerance = AT_FIRST * Math.pow(AT_LAST / AT_FIRST, i / (STEPS - 1.0));
      assertThat(second.get(i))
          .as("loss of step %d", i + 1)
          .isCloseTo(first.get(i), within(tolerance * first.get(i)));
    }
  }

  private List<Double> curve(String backend, PairModel model, int steps) {
    return known.computeIfAbsent(
        backend + model,
        key -> {
          try (Backend started = Backends.start(backend)) {
            return curve(started, model, steps);
          }
        });
  }

  /** Returns the loss of each step; an epoch is one step, since an epoch is what reports it. */
  private static List<Double> curve(Backend backend, PairModel model, int steps) {
    int batch = 32;
    TrainingPlan plan = PairModel.plan().epochs(steps).batch(batch).learningRate(3e-3).build();
    TrainingResult result = model.trainer(backend, plan).build().train(model.data(batch));
    result.weights().close();
    return result.history().stream().map(EpochReport::loss).toList();
  }
}
