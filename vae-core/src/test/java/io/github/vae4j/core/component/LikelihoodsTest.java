package io.github.vae4j.core.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expected densities were computed with SciPy, scales with mpmath. */
class LikelihoodsTest {
  private final OracleScope oracle = new OracleScope();
  private final DataSchema image = DataSchema.of(1, 2, 2);

  @AfterEach
  void close() {
    oracle.close();
  }

  private <T> Part<T> part(DataSchema data, Function<BuildContext, T> maker) {
    return Part.of(oracle, Part.plain(data, LatentGroup.of("z", 2)), maker);
  }

  private Part<NormalLikelihood> normal(Function<BuildContext, NormalLikelihood> maker) {
    return part(image, maker);
  }

  private Part<NormalLikelihood> provided(JsonOptions options) {
    return normal(
        context -> (NormalLikelihood) new NormalLikelihoodProvider().create(options, context));
  }

  @Test
  void bernoulliReadsLogits() {
    Part<BernoulliLikelihood> part = part(DataSchema.of(3), BernoulliLikelihood::new);
    BernoulliLikelihood likelihood = part.get();
    assertThat(likelihood.parameterShape(image)).isEqualTo(image.shape());
    Tensor logits = oracle.tensor(Shape.of(1, 3), -2, 0.5, 3);
    assertThat(likelihood.given(part.pass(), logits).logProb(oracle.vector(1, 0, 1)).item())
        .isCloseTo(-3.149592346796821, within(1e-14));
    assertThatThrownBy(() -> likelihood.given(part.pass(), oracle.spread(1, 5, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "likelihood 'bernoulli': the decoder's output has shape (5, 4); its last axis must have 3"
                + " entries");
  }

  @Test
  void fixedScaleIsAConstant() {
    Part<NormalLikelihood> part = normal(context -> NormalLikelihood.fixed(0.5, context));
    NormalLikelihood likelihood = part.get();
    assertThat(part.declared()).isEmpty();
    assertThat(likelihood.parameterShape(image)).isEqualTo(image.shape());
    DiagonalNormal p = likelihood.given(part.pass(), oracle.spread(1, 7, 3, 4));
    assertThat(p.batch()).isEqualTo(Shape.of(7, 3));
    assertThat(p.variance().toDoubles())
        .hasSize(84)
        .usingComparatorWithPrecision(1e-15)
        .containsOnly(0.25);
    assertThat(p.logProb(oracle.spread(2, 3, 4)).shape()).isEqualTo(Shape.of(7, 3));
  }

  @Test
  void learnedScaleStaysAboveItsFloor() {
    Part<NormalLikelihood> part = normal(context -> NormalLikelihood.learned(0.7, 0.1, context));
    assertThat(part.declared()).containsExactly("rho ()");
    assertThat(sigma(part)).isCloseTo(0.7, within(1e-7));
    double[] expected = {0.1049787068367864, 0.2, 0.8389056098930651};
    double[] rho = {-3, 0, 2};
    for (int i = 0; i < 3; i++) {
      assertThat(sigma(part.with("rho", rho[i]))).isCloseTo(expected[i], within(1e-14));
    }
    assertThat(sigma(part.with("rho", -1000))).isCloseTo(0.1, within(1e-15));
    assertThat(sigma(part.with("rho", 1000))).isFinite();
  }

  private double sigma(Part<NormalLikelihood> part) {
    DiagonalNormal p = part.get().given(part.pass(), oracle.spread(1, 1, 4));
    return Math.sqrt(p.variance().toDoubles()[0]);
  }

  @Test
  void perValueScalesStandBehindTheMeansOfTheirPixel() {
    Part<NormalLikelihood> part = normal(context -> NormalLikelihood.perValue(0.2, 0.1, context));
    NormalLikelihood likelihood = part.get();
    assertThat(likelihood.parameterShape(image)).isEqualTo(Shape.of(1, 2, 4));
    assertThat(likelihood.parameterShape(DataSchema.of(5))).isEqualTo(Shape.of(10));
    assertThat(likelihood.parameterShape(new DataSchema(Shape.scalar(), java.util.List.of())))
        .isEqualTo(Shape.of(2));
    Tensor output = oracle.tensor(Shape.of(1, 8), 1, 2, 0, 2, 3, 4, -3, 0);
    DiagonalNormal p = likelihood.given(part.pass(), output);
    assertThat(p.batch()).isEqualTo(Shape.of(1));
    assertThat(p.mean().toDoubles()).containsExactly(1, 2, 3, 4);
    double[] sigma = {0.2, 0.8389056098930651, 0.1049787068367864, 0.2};
    for (int i = 0; i < 4; i++) {
      assertThat(Math.sqrt(p.variance().toDoubles()[i])).isCloseTo(sigma[i], within(1e-14));
    }
    assertThatThrownBy(() -> likelihood.given(part.pass(), oracle.spread(1, 5, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(5, 4)")
        .hasMessageContaining("8 entries");
  }

  @Test
  void gradientsReachMeansAndScales() {
    Part<NormalLikelihood> part = normal(context -> NormalLikelihood.perValue(0.5, 0.1, context));
    Tensor x = oracle.spread(2, 3, 4);
    assertThat(
            oracle.gradientError(
                p -> part.get().given(part.pass(), p.get(0)).logProb(x).sum(),
                oracle.spread(1, 2, 3, 8)))
        .isLessThan(1e-7);
  }

  @Test
  void providerReadsItsOptions() {
    assertThat(sigma(provided(JsonOptions.empty()))).isEqualTo(1);
    JsonOptions learned = options("{\"scale\": \"learned\", \"sigma\": 0.3, \"floor\": 0.2}");
    assertThat(sigma(provided(learned))).isCloseTo(0.3, within(1e-7));
    JsonOptions zero = options("{\"sigma\": 0}");
    assertThatThrownBy(() -> provided(zero))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sigma")
        .hasMessageContaining("must be positive and finite, got 0.0");
    JsonOptions above = options("{\"scale\": \"per-value\", \"floor\": 2}");
    assertThatThrownBy(() -> provided(above))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("floor")
        .hasMessageContaining("must lie between 0 and sigma, which is 1.0, got 2.0");
  }

  @Test
  void refusesImpossibleScales() {
    assertThatThrownBy(() -> normal(context -> NormalLikelihood.fixed(-1, context)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("likelihood 'normal': sigma must be positive and finite, got -1.0");
    assertThatThrownBy(() -> normal(context -> NormalLikelihood.learned(1, Double.NaN, context)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("likelihood 'normal': floor must be positive and finite, got NaN");
    assertThatThrownBy(() -> normal(context -> NormalLikelihood.perValue(0.1, 0.1, context)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "likelihood 'normal': sigma must lie above its floor, got sigma 0.1 and floor 0.1");
  }

  private static JsonOptions options(String json) {
    return JsonOptions.parse(json, "here");
  }
}
