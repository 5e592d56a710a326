package io.github.vae4j.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.testing.OracleScope;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden numbers by SciPy's quadrature (normals) and mpmath (the others). */
class KlRulesTest {
  private final OracleScope oracle = new OracleScope();
  private final KlRules rules = KlRules.builtIn();

  /** Two types with a closed form, each made of a tensor (4, 3) or smaller. */
  record Pair(String name, Function<Tensor, Distribution> from, Function<Tensor, Distribution> to) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pair> pairs() {
    Function<Tensor, Distribution> normal = t -> DiagonalNormal.of(t, t.mul(0.8));
    return List.of(
        new Pair(
            "normal, standard", normal, t -> StandardNormal.of(t.ops(), t.shape().trailing(1))),
        new Pair("normal", normal, t -> DiagonalNormal.of(t, t.mul(0.5).add(0.2))),
        new Pair("bernoulli", Bernoulli::ofLogits, Bernoulli::ofLogits),
        new Pair("categorical", Categorical::ofLogits, Categorical::ofLogits));
  }

  @AfterEach
  void close() {
    oracle.close();
  }

  private Tensor kl(Distribution q, Distribution p) {
    return rules.between(q, p).orElseThrow().value();
  }

  @Test
  void agreesWithGoldenNumbers() {
    DiagonalNormal q = DiagonalNormal.of(oracle.vector(0.5, 0.25, -1), oracle.vector(-1, 0.3, 2));
    assertThat(kl(q, StandardNormal.of(oracle.ops(), Shape.of(3))).toDoubles())
        .containsExactly(
            new double[] {0.30893972058572117, 0.05617940378800155, 2.694528049465325},
            within(1e-14));
    DiagonalNormal p = DiagonalNormal.of(oracle.vector(0, 0.5, 1), oracle.vector(0.5, -1, 2.5));
    assertThat(kl(q, p).toDoubles())
        .containsExactly(
            new double[] {0.4373814125382941, 0.7695946409489671, 0.21743532710411428},
            within(1e-11));
    assertThat(kl(q, DiagonalNormal.standard(oracle.ops(), 3)).toDoubles())
        .containsExactly(
            kl(q, StandardNormal.of(oracle.ops(), Shape.of(3))).toDoubles(), within(1e-14));
    Tensor bernoulli =
        kl(
            Bernoulli.ofLogits(oracle.vector(-2, 0.5, 3)),
            Bernoulli.ofLogits(oracle.vector(1, -1, 2.5)));
    assertThat(bernoulli.toDoubles())
        .containsExactly(
            new double[] {0.8287249104088976, 0.272873700140898, 0.006589446130024174},
            within(1e-14));
    Tensor categorical =
        kl(
            Categorical.ofLogits(oracle.vector(0.2, -1, 1.5, 0)),
            Categorical.ofLogits(oracle.vector(1, 0, -0.5, 2)));
    assertThat(categorical.item()).isCloseTo(1.2993449115089923, within(1e-14));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agreesWithAMonteCarloEstimate(Pair pair) {
    Distribution q = pair.from.apply(oracle.spread(1, 4, 3));
    Distribution p = pair.to.apply(oracle.spread(2, 4, 3));
    Tensor z = q.sample(oracle.noise(5), Shape.of(20_000, 4));
    Tensor ratio = q.logProb(z).sub(p.logProb(z));
    Tensor mean = ratio.mean(0);
    Tensor error = ratio.sub(mean).square().mean(0).mul(1.0 / 20_000).sqrt();
    double[] off = mean.sub(rows(q, p)).abs().sub(error.mul(4)).toDoubles();
    assertThat(DoubleStream.of(off)).hasSize(4).allMatch(excess -> excess <= 0);
  }

  private Tensor rows(Distribution q, Distribution p) {
    KlRules.Kl kl = rules.between(q, p).orElseThrow();
    return kl.perEntry() ? kl.value().sum(-1) : kl.value();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void gradientsAgreeWithDifferences(Pair pair) {
    assertThat(
            oracle.gradientError(
                t -> kl(pair.from.apply(t.get(0)), pair.to.apply(t.get(1))).square().sum(),
                oracle.spread(1, 4, 3),
                oracle.spread(2, 3)))
        .isLessThan(1e-8);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void batchesBroadcast(Pair pair) {
    BiFunction<Tensor, Tensor, Shape> shape =
        (a, b) -> kl(pair.from.apply(a), pair.to.apply(b)).shape();
    int event = pair.name().equals("categorical") ? 0 : 1;
    Shape row = Shape.of(3).leading(event);
    assertThat(shape.apply(oracle.spread(1, 4, 3), oracle.spread(2, 3)))
        .isEqualTo(Shape.of(4).append(row));
    assertThat(shape.apply(oracle.spread(1, 2, 1, 3), oracle.spread(1, 3)))
        .isEqualTo(Shape.of(2, 1).append(row));
    if (!pair.name().equals("normal, standard")) {
      assertThat(shape.apply(oracle.spread(1, 3), oracle.spread(2, 4, 3)))
          .isEqualTo(Shape.of(4).append(row));
    }
  }

  @Test
  void isZeroBetweenEquals() {
    Tensor t = oracle.spread(3, 4, 3);
    assertThat(kl(DiagonalNormal.of(t, t), DiagonalNormal.of(t, t)).toDoubles()).containsOnly(0);
    assertThat(kl(Bernoulli.ofLogits(t), Bernoulli.ofLogits(t)).toDoubles()).containsOnly(0);
    assertThat(kl(Categorical.ofLogits(t), Categorical.ofLogits(t)).toDoubles()).containsOnly(0);
  }

  @Test
  void extremeParametersStayFinite() {
    Tensor extremes = oracle.vector(1000, -1000, 1000, -1000);
    Tensor others = oracle.vector(-1000, 1000, 1000, 0);
    DiagonalNormal q = DiagonalNormal.of(extremes, extremes);
    StandardNormal standard = StandardNormal.of(oracle.ops(), Shape.of(4));
    assertThat(largest(kl(q, standard))).isLessThan(Float.MAX_VALUE);
    assertThat(largest(kl(q, DiagonalNormal.of(extremes, others)))).isLessThan(Float.MAX_VALUE);
    assertThat(kl(Bernoulli.ofLogits(extremes), Bernoulli.ofLogits(others)).toDoubles())
        .containsExactly(new double[] {1000, 1000, 0, Math.log(2)}, within(1e-12));
    assertThat(kl(Categorical.ofLogits(extremes), Categorical.ofLogits(others)).item()).isFinite();
    Tensor closed = oracle.vector(0, Double.NEGATIVE_INFINITY, 0, 0);
    assertThat(
            kl(Categorical.ofLogits(closed), Categorical.ofLogits(oracle.vector(0, 0, 0, 0)))
                .item())
        .isCloseTo(Math.log(4.0 / 3), within(1e-14));
    assertThat(
            kl(Categorical.ofLogits(oracle.vector(0, 0, 0, 0)), Categorical.ofLogits(closed))
                .item())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static double largest(Tensor x) {
    return x.abs().max().item();
  }

  @Test
  void matchesExactPairsOnly() {
    Distribution standard = StandardNormal.of(oracle.ops(), Shape.of(3));
    assertThat(rules.between(standard, DiagonalNormal.standard(oracle.ops(), 3))).isEmpty();
    assertThat(KlRules.of(List.of()).between(DiagonalNormal.standard(oracle.ops(), 3), standard))
        .isEmpty();
  }

  @Test
  void refusesDifferentEvents() {
    assertThatThrownBy(
            () ->
                rules.between(
                    DiagonalNormal.standard(oracle.ops(), 3),
                    StandardNormal.of(oracle.ops(), Shape.of(4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kl of DiagonalNormal and StandardNormal: the events differ: (3) and (4); they must be equal");
  }

  @Test
  void refusesASecondRuleForAPair() {
    assertThatThrownBy(() -> KlRules.of(List.of(new BernoulliKlRule(), new OtherRule())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(BernoulliKlRule.class.getName())
        .hasMessageContaining(OtherRule.class.getName());
  }

  @Test
  void builtInRulesAreDiscovered() {
    KlRules discovered = KlRules.discover(Plugins.discover());
    Tensor t = oracle.spread(1, 4, 3);
    for (Pair pair : pairs()) {
      assertThat(discovered.between(pair.from.apply(t), pair.to.apply(t)))
          .as(pair.name)
          .isPresent();
    }
  }

  private static final class OtherRule implements KlRule<Bernoulli, Bernoulli> {
    @Override
    public Class<Bernoulli> from() {
      return Bernoulli.class;
    }

    @Override
    public Class<Bernoulli> to() {
      return Bernoulli.class;
    }

    @Override
    public Tensor kl(Bernoulli q, Bernoulli p) {
      return q.logits();
    }

    @Override
    public boolean perEntry() {
      return true;
    }
  }
}
