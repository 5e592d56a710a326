package io.github.vae4j.conformance;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.Draw;
import io.github.vae4j.api.distribution.Factorised;
import io.github.vae4j.api.distribution.FiniteSupport;
import io.github.vae4j.api.distribution.HasCdf;
import io.github.vae4j.api.distribution.HasMean;
import io.github.vae4j.api.distribution.Reparameterised;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The rules of a {@link Distribution}: shapes, and a sampler and a density that belong together.
 */
public abstract class DistributionConformance {
  private static final int DRAWS = 20_000;
  private static final double DEVIATIONS = 5;

  /** Makes a suite that has started nothing. */
  protected DistributionConformance() {}

  /** Returns a distribution with a batch and parameters that are away from their edges. */
  protected abstract Distribution distribution(Ops ops);

  private interface Rule {
    void check(Distribution d, Noise noise);
  }

  private void on(Rule rule) {
    try (Backend backend = new ReferenceBackend();
        Counter step = backend.counter();
        Scope scope = backend.scope()) {
      rule.check(distribution(scope.ops()), new Noise(scope.ops(), new RandomStream(1, 2, step)));
    }
  }

  @Test
  void r80_logProb_isOneNumberForEachRow() {
    on(
        (d, noise) -> {
          Shape rows = d.batch().prepend(4);
          Tensor x = d.sample(noise, rows);
          Check.equal("shape of a draw of rows " + rows, rows.append(d.event()), x.shape());
          Tensor density = d.logProb(x);
          Check.equal("shape of logProb", rows, density.shape());
          finite("logProb of draws", density);
          if (d instanceof Factorised factorised && d.event().rank() > 0) {
            Tensor entries = factorised.logProbs(x);
            Check.equal("shape of logProbs", x.shape(), entries.shape());
            int[] axes = new int[d.event().rank()];
            Arrays.setAll(axes, i -> -1 - i);
            Check.close(
                "logProbs summed over the event",
                density.toDoubles(),
                entries.sum(axes).toDoubles(),
                1e-10);
          }
        });
  }

  @Test
  void r81_draws_dependOnTheirNoiseAlone() {
    on(
        (d, noise) -> {
          Shape rows = d.batch().prepend(50);
          double[] first = d.sample(noise.at("here"), rows).toDoubles();
          d.sample(noise.at("elsewhere"), rows);
          Check.equal("the same draw again", first, d.sample(noise.at("here"), rows).toDoubles());
          Check.that(
              !Arrays.equals(first, d.sample(noise.at("elsewhere"), rows).toDoubles()),
              "draws at two places must differ");
        });
  }

  @Test
  void r82_samplerAndDensity_agree() {
    on(
        (d, noise) -> {
          Tensor x = d.sample(noise, d.batch().prepend(DRAWS));
          if (d instanceof HasMean hasMean) {
            mean(
                "mean of draws",
                hasMean.mean().broadcastTo(d.batch().append(d.event())).toDoubles(),
                x.toDoubles());
          }
          if (d instanceof HasCdf hasCdf && !(d instanceof FiniteSupport)) {
            double[] halves = new double[Math.toIntExact(d.batch().append(d.event()).size())];
            Arrays.fill(halves, 0.5);
            mean("mean of the distribution function at draws", halves, hasCdf.cdf(x).toDoubles());
          }
          if (d instanceof FiniteSupport finite) {
            support(d, finite.support());
          }
        });
  }

  private static void support(Distribution d, Tensor support) {
    int[] shape = new int[1 + d.batch().rank() + d.event().rank()];
    Arrays.fill(shape, 1);
    shape[0] = support.shape().dim(0);
    System.arraycopy(d.event().toArray(), 0, shape, 1 + d.batch().rank(), d.event().rank());
    double[] total = d.logProb(support.reshape(Shape.of(shape))).logSumExp(0).toDoubles();
    Check.close(
        "log of the probabilities of all values together", new double[total.length], total, 1e-9);
  }

  /** Compares the mean of draws, entry by entry, within so many of its standard errors. */
  private static void mean(String what, double[] expected, double[] draws) {
    int n = expected.length;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double squares = 0;
      for (int k = i; k < draws.length; k += n) {
        sum += draws[k];
        squares += draws[k] * draws[k];
      }
      double mean = sum / DRAWS;
      double error = DEVIATIONS * Math.sqrt(Math.max(squares / DRAWS - mean * mean, 1e-12) / DRAWS);
      Check.that(
          Math.abs(mean - expected[i]) <= error,
          what + ": entry " + i + " is " + mean + ", expected " + expected[i] + " within " + error);
    }
  }

  @Test
  void r83_rsample_knowsItsDensity() {
    on(
        (d, noise) -> {
          if (d instanceof Reparameterised q) {
            Shape rows = d.batch().prepend(3);
            Draw draw = q.rsample(noise, rows);
            Check.equal(
                "value of rsample, against sample",
                d.sample(noise, rows).toDoubles(),
                draw.value().toDoubles());
            Check.close(
                "log q of the draw",
                d.logProb(draw.value()).toDoubles(),
                draw.logProb().get().toDoubles(),
                1e-9);
          }
        });
  }

  @Test
  void r84_otherEvents_areRefused() {
    on(
        (d, noise) -> {
          Shape event = d.event();
          if (event.rank() > 0) {
            Shape wrong = d.batch().append(event.with(-1, event.dim(-1) + 1));
            Tensor x = noise.ops().full(0.5, wrong);
            Check.refused(
                "logProb of another event",
                IllegalArgumentException.class,
                () -> d.logProb(x),
                wrong.toString(),
                event.toString());
          }
        });
  }

  static void finite(String what, Tensor x) {
    Check.that(
        Arrays.stream(x.toDoubles()).allMatch(Double::isFinite),
        what + " must be finite, got " + Arrays.toString(x.toDoubles()));
  }
}
