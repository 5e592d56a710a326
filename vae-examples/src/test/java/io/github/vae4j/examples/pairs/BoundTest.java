package io.github.vae4j.examples.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.examples.pairs.Backends.Pair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One bound and its gradients, with the same weights and noise, on every two backends.
 *
 * <p>With u the unit roundoff of single precision, a product of inner size n is off by (2 log₂ n +
 * 4) u of its terms, an activation or a density by 64 u, as the conformance suite demands of single
 * operations. The way from x to the loss leads through four layers and the sum over pixels, the way
 * of a gradient through them and back. Importance weights are exponentials of log-densities, sums
 * over pixels as large as the loss, whose absolute error becomes the weights' relative one. Either
 * backend may err, so that two may differ by twice as much: relative to the loss, and to the
 * largest entry of a parameter's gradient.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundTest {
  private static final int ROWS = 8;
  private static final int LAYERS = 4;
  private static final int LARGEST_SUM = 28 * 28;
  private static final double BOTH = 2 * ElementType.FLOAT32.unitRoundoff();
  private static final double SUM = 2 * Math.log(LARGEST_SUM) / Math.log(2) + 4;

  /** Of the loss. */
  static final double FORWARD = BOTH * ((LAYERS + 1) * SUM + 64);

  private final Map<String, Map<String, double[]>> known = new HashMap<>();

  static Stream<Arguments> cases() {
    return Backends.pairs().stream()
        .flatMap(
            pair ->
                Stream.of(PairModel.values())
                    .flatMap(
                        model ->
                            samples(model).map(samples -> Arguments.of(pair, model, samples))));
  }

  /** Without latents there is nothing to draw. */
  private static Stream<Integer> samples(PairModel model) {
    return model.description().latents().isEmpty() ? Stream.of(1) : Stream.of(1, 5);
  }

  @ParameterizedTest(name = "{0}: {1}, {2} samples")
  @MethodSource("cases")
  void lossAndGradients_agree(Pair pair, PairModel model, int samples) {
    Map<String, double[]> first = computed(pair.first(), model, samples);
    Map<String, double[]> second = computed(pair.second(), model, samples);
    double loss = Math.abs(first.get("loss")[0]);
    double ofWeights = samples == 1 ? 0 : BOTH * SUM * loss;
    assertThat(second.keySet()).isEqualTo(first.keySet()).hasSizeGreaterThan(4);
    first.forEach(
        (name, expected) ->
            assertClose(
                name,
                expected,
                second.get(name),
                name.equals("loss") ? FORWARD : 2 * FORWARD + ofWeights));
  }

  private Map<String, double[]> computed(String backend, PairModel model, int samples) {
    return known.computeIfAbsent(
        backend + model + samples,
        key -> {
          try (Backend started = Backends.start(backend)) {
            return model.lossAndGradients(started, options(samples), ROWS);
          }
        });
  }

  private static ElboOptions options(int samples) {
    return samples == 1 ? ElboOptions.standard() : ElboOptions.importanceWeighted(samples);
  }

  private static void assertClose(
      String name, double[] expected, double[] actual, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    List<Double> all = Arrays.stream(actual).boxed().toList();
    assertThat(largest).as(name).isFinite().isPositive();
    for (int i = 0; i < expected.length; i++) {
      assertThat(all.get(i))
          .as("%s[%d], largest %s", name, i, largest)
          .isCloseTo(expected[i], within(tolerance * largest));
    }
  }
}
