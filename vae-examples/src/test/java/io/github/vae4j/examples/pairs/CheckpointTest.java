package io.github.vae4j.examples.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.core.train.TrainingResult;
import io.github.vae4j.examples.pairs.Backends.Pair;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one backend trained, another evaluates alike, from the file alone, and goes on with. */
class CheckpointTest {
  /**
   * Relative to the figure, which is a mean over rows of sums over pixels; a few hundred units of
   * roundoff for four layers and special functions, as in {@link BoundTest}.
   */
  private static final double TOLERANCE = BoundTest.FORWARD;

  private static final List<PairModel> MODELS =
      List.of(PairModel.FULLY_CONNECTED, PairModel.LABELLED, PairModel.COMPLETING);
  private static final int DIGITS = 96;

  @TempDir private Path directory;

  static Stream<Arguments> directions() {
    return MODELS.stream()
        .flatMap(model -> Backends.directions().stream().map(pair -> Arguments.of(model, pair)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("directions")
  void checkpointOfTheFirst_servesTheSecond(PairModel model, Pair pair) {
    Path file = directory.resolve("model.safetensors");
    try (Backend first = Backends.start(pair.first());
        Backend second = Backends.start(pair.second())) {
      train(model, first, file);
      assertSameFigures(evaluated(model, first, file), evaluated(model, second, file));

      double firstLoss = lossOfNextEpoch(model, first, file);
      assertThat(lossOfNextEpoch(model, second, file))
          .as("loss of the epoch after the checkpoint")
          .isCloseTo(firstLoss, within(1e-4 * firstLoss));
    }
  }

  private static void train(PairModel model, Backend backend, Path file) {
    model
        .trainer(backend, plan(2))
        .checkpoint(file)
        .build()
        .train(model.data(DIGITS))
        .weights()
        .close();
  }

  private static double lossOfNextEpoch(PairModel model, Backend backend, Path file) {
    TrainingResult result =
        model.trainer(backend, plan(3)).build().resume(file, model.data(DIGITS));
    result.weights().close();
    assertThat(result.history()).hasSize(1);
    return result.history().get(0).loss();
  }

  private static TrainingPlan plan(int epochs) {
    return PairModel.plan().epochs(epochs).batch(32).averaging(0.9).build();
  }

  private static Report evaluated(PairModel model, Backend backend, Path file) {
    try (Vae vae = Vae.load(file, backend, Backends.plugins())) {
      return vae.evaluate(model.data(DIGITS), new EvaluationOptions(1, 8, false));
    }
  }

  private static void assertSameFigures(Report expected, Report actual) {
    assertSame("elbo", expected.elbo().mean(), actual.elbo().mean());
    assertSame("reconstruction", expected.reconstruction().mean(), actual.reconstruction().mean());
    assertSame("kl", expected.kl().mean(), actual.kl().mean());
    assertSame(
        "log p(x)",
        expected.logLikelihood().orElseThrow().mean(),
        actual.logLikelihood().orElseThrow().mean());
    assertThat(actual.rows()).isEqualTo(expected.rows());
  }

  private static void assertSame(String figure, double expected, double actual) {
    assertThat(actual).as(figure).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
  }
}
