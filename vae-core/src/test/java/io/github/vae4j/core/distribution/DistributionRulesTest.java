package io.github.vae4j.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.distribution.Detachable;
import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.HasCdf;
import io.github.vae4j.api.distribution.HasEntropy;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.HasMode;
import io.github.vae4j.api.distribution.HasVariance;
import io.github.vae4j.api.distribution.Reparameterised;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.testing.OracleScope;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every distribution promises about shapes, draws and the tape. */
class DistributionRulesTest {
  private static final Shape[] ROWS = {
    Shape.scalar(),
    Shape.of(1),
    Shape.of(4),
    Shape.of(3, 1),
    Shape.of(3, 4),
    Shape.of(2, 3, 4),
    Shape.of(0, 4)
  };

  private final OracleScope oracle = new OracleScope();

  /** A distribution with batch (4) or (), made of parameters (4, event…). */
  record Kind(String name, Function<Tensor, Distribution> maker, Shape event) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Kind kind(String name, Function<Tensor, Distribution> maker, int... event) {
    return new Kind(name, maker, Shape.of(event));
  }

  static List<Kind> kinds() {
    return List.of(
        kind("normal", p -> DiagonalNormal.of(p, p.mul(0.7)), 5),
        kind("normal, one σ", p -> DiagonalNormal.of(p, p.ops().full(-0.3, Shape.scalar())), 5),
        kind("normal, σ by row", p -> DiagonalNormal.of(p, p.sum(1).mul(0.3).reshape(4, 1)), 5),
        kind("normal matrices", p -> DiagonalNormal.of(p, p.mul(0.7), 2), 2, 3),
        kind("normal scalars", p -> DiagonalNormal.of(p, p.mul(0.7), 0)),
        kind("standard normal", p -> StandardNormal.of(p.ops(), Shape.of(5)), 5),
        kind("standard normal scalars", p -> StandardNormal.of(p.ops(), Shape.scalar())),
        kind("bernoulli", p -> Bernoulli.ofLogits(p.mul(2)), 5),
        kind("bernoulli matrices", p -> Bernoulli.ofLogits(p, 2), 2, 3),
        kind("bernoulli scalars", p -> Bernoulli.ofLogits(p, 0)),
        kind("categorical", p -> Categorical.ofLogits(p.mul(2)), 5));
  }

  @AfterEach
  void close() {
    oracle.close();
  }

  private Tensor parameters(Kind kind) {
    return oracle.spread(1, Shape.of(4).append(kind.event()).toArray());
  }

  private Distribution make(Kind kind) {
    return kind.maker.apply(parameters(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void logProbBroadcastsRowsWithTheBatch(Kind kind) {
    Distribution d = make(kind);
    Shape full = Shape.of(2, 3, 4);
    double[] all = d.logProb(d.sample(oracle.noise(1), full)).toDoubles();
    assertThat(all).hasSize(24).doesNotContain(Double.NaN);
    for (Shape rows : ROWS) {
      Tensor x =
          oracle
              .ops()
              .slice(flat(d, full), 0, 0, (int) rows.size())
              .reshape(rows.append(d.event()));
      Tensor wide = x.broadcastTo(Shape.broadcast("rows", rows, Shape.of(4)).append(d.event()));
      Tensor expected = d.logProb(wide);
      assertThat(d.logProb(x).shape()).isEqualTo(Shape.broadcast("rows", rows, d.batch()));
      assertThat(d.logProb(x).broadcastTo(expected.shape()).toDoubles())
          .containsExactly(expected.toDoubles(), within(1e-13));
    }
  }

  private Tensor flat(Distribution d, Shape rows) {
    return d.sample(oracle.noise(1), rows).reshape(Shape.of((int) rows.size()).append(d.event()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void logProbOfABatchIsThatOfItsRows(Kind kind) {
    Distribution d = make(kind);
    Tensor x = d.sample(oracle.noise(2), Shape.of(4));
    double[] together = d.logProb(x).toDoubles();
    for (int row = 0; row < 4; row++) {
      Tensor own = parameters(kind).slice(0, row, row + 1).broadcastTo(parameters(kind).shape());
      Tensor all = kind.maker.apply(own).logProb(x.slice(0, row, row + 1).broadcastTo(x.shape()));
      assertThat(all.toDoubles()[0]).isCloseTo(together[row], within(1e-13));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void logProbsSumToLogProb(Kind kind) {
    Distribution d = make(kind);
    if (!(d instanceof Factorised factorised)) {
      assertThat(d).isInstanceOf(Categorical.class);
      return;
    }
    for (Shape rows : ROWS) {
      Shape batch = Shape.broadcast("rows", rows, d.batch());
      Tensor x = oracle.ops().full(0.25, rows.append(d.event()));
      Tensor each = factorised.logProbs(x);
      assertThat(each.shape()).isEqualTo(batch.append(d.event()));
      Tensor sums = each.reshape(batch.append((int) d.event().size())).sum(-1);
      assertThat(sums.toDoubles()).containsExactly(d.logProb(x).toDoubles(), within(1e-13));
      if (d instanceof HasCdf known) {
        assertThat(known.cdf(x).shape()).isEqualTo(each.shape());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void statisticsHaveTheShapesOfBatchAndEvent(Kind kind) {
    Distribution d = make(kind);
    Shape whole = d.batch().append(d.event());
    assertThat(((HasMean) d).mean().shape()).isEqualTo(whole);
    assertThat(((HasMode) d).mode().shape()).isEqualTo(whole);
    assertThat(((HasEntropy) d).entropy().shape()).isEqualTo(d.batch());
    if (d instanceof HasVariance spread) {
      assertThat(spread.variance().shape()).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void drawsAreReproducibleAndFitTheirMoments(Kind kind) {
    Distribution d = make(kind);
    Tensor draws = d.sample(oracle.noise(7), Shape.of(20_000, 4));
    assertThat(draws.shape()).isEqualTo(Shape.of(20_000, 4).append(d.event()));
    assertThat(d.sample(oracle.noise(7), Shape.of(20_000, 4)).toDoubles())
        .isEqualTo(draws.toDoubles());
    assertThat(d.sample(oracle.noise(8), Shape.of(20_000, 4)).toDoubles())
        .isNotEqualTo(draws.toDoubles());
    Tensor mean = draws.mean(0);
    Tensor error = draws.sub(mean).square().mean(0).mul(1.0 / 20_000).sqrt();
    double[] off = mean.sub(((HasMean) d).mean()).abs().sub(error.mul(4.5)).toDoubles();
    assertThat(DoubleStream.of(off)).allMatch(excess -> excess <= 0);
    if (d instanceof HasVariance spread) {
      double[] ratio = draws.sub(mean).square().mean(0).div(spread.variance()).toDoubles();
      assertThat(DoubleStream.of(ratio)).allMatch(r -> Math.abs(r - 1) < 0.06);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void entropyIsTheMeanOfMinusLogProb(Kind kind) {
    Distribution d = make(kind);
    Tensor surprise = d.logProb(d.sample(oracle.noise(3), Shape.of(20_000, 4))).neg();
    Tensor mean = surprise.mean(0);
    Tensor error = surprise.sub(mean).square().mean(0).mul(1.0 / 20_000).sqrt();
    double[] off = mean.sub(((HasEntropy) d).entropy()).abs().sub(error.mul(4)).toDoubles();
    assertThat(DoubleStream.of(off)).allMatch(excess -> excess <= 1e-12);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void samplesAndDetachedParametersPassNoGradient(Kind kind) {
    Tape tape = new Tape(oracle.ops());
    Tensor p = tape.variable(parameters(kind));
    Distribution d = kind.maker.apply(p);
    Tensor half = oracle.ops().full(0.5, Shape.of(4).append(d.event()));
    Tensor drawn = d.sample(oracle.noise(4), Shape.of(4)).square().sum();
    Tensor cut = ((Detachable) d).detached().logProb(half).sum();
    Tensor loss = drawn.add(cut).add(p.sum().mul(0));
    double[] gradient = tape.gradients(loss, List.of(p)).get(0).toDoubles();
    assertThat(gradient).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rsampleGivesWhatSampleGivesAndItsDensity(Kind kind) {
    if (!(make(kind) instanceof Reparameterised d)) {
      return;
    }
    var draw = d.rsample(oracle.noise(5), Shape.of(3, 4));
    assertThat(draw.value().toDoubles())
        .isEqualTo(d.sample(oracle.noise(5), Shape.of(3, 4)).toDoubles());
    assertThat(draw.logProb().get().toDoubles()).isEqualTo(d.logProb(draw.value()).toDoubles());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesWhatDoesNotFit(Kind kind) {
    Distribution d = make(kind);
    Tensor wrong = oracle.ops().full(0, Shape.of(7).append(d.event()));
    if (d.batch().rank() > 0) {
      assertThatThrownBy(() -> d.logProb(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("logProb of " + d.getClass().getSimpleName())
          .hasMessageContaining("(7)")
          .hasMessageContaining("(4)");
      assertThatThrownBy(() -> d.sample(oracle.noise(0), Shape.of(4, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(4, 1)")
          .hasMessageContaining("the batch (4)");
    }
    if (d.event().rank() > 0) {
      Tensor short1 = oracle.ops().full(0, Shape.of(4).append(d.event().with(-1, 9)));
      assertThatThrownBy(() -> d.logProb(short1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(short1.shape().toString())
          .hasMessageContaining(d.event().toString());
      assertThatThrownBy(() -> d.logProb(oracle.ops().full(0, Shape.scalar())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("()");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void notANumberStaysWhereItIs(Kind kind) {
    Distribution d = make(kind);
    Tensor x = d.sample(oracle.noise(6), Shape.of(4));
    double[] values = x.toDoubles();
    values[0] = Double.NaN;
    double[] logProb = d.logProb(oracle.tensor(x.shape(), values)).toDoubles();
    assertThat(logProb[0]).isNaN();
    assertThat(logProb[1] + logProb[2] + logProb[3]).isFinite();
  }
}
