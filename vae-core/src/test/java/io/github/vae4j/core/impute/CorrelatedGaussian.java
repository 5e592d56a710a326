package io.github.vae4j.core.impute;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.NormalLikelihood;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.model.Architecture;

/**
 * x = w₁ a + w₂ b + σ ε with a ~ N(0, 1) and b ~ N(a / 2, 1), two groups of latents: the columns
 * are not orthogonal, so that a and b are correlated given x, and q, which is not the posterior,
 * has them independent, moved and too wide.
 */
final class CorrelatedGaussian {
  static final int DATA = 3;
  private static final double[][] W = {{1, 0.8}, {0.9, 1}, {-0.3, 0.7}};
  private static final double VARIANCE = 0.3;
  private static final double COUPLING = 0.5;
  private static final double MOVED = 0.25;
  private static final double WIDENED = 2;

  private CorrelatedGaussian() {}

  static Architecture model() {
    return Architecture.builder(DataSchema.of(DATA))
        .latents(LatentGroup.of("a", 1), LatentGroup.of("b", 1))
        .encoder(context -> encoder())
        .prior(context -> (pass, group, drawn, c) -> prior(pass.ops(), group, drawn))
        .decoder(
            context ->
                (pass, z, c) -> {
                  Tensor first = z.get("a").matmul(column(pass.ops(), 0));
                  return first.add(z.get("b").matmul(column(pass.ops(), 1)));
                })
        .likelihood(context -> NormalLikelihood.fixed(Math.sqrt(VARIANCE), context))
        .build();
  }

  private static Tensor column(Ops ops, int latent) {
    double[] values = {W[0][latent], W[1][latent], W[2][latent]};
    return ops.tensor(values, Shape.of(1, DATA));
  }

  private static Distribution prior(Ops ops, LatentGroup group, Latents drawn) {
    Tensor zero = ops.full(0, Shape.of(1));
    return DiagonalNormal.of(group.name().equals("a") ? zero : drawn.get("a").mul(COUPLING), zero);
  }

  /** Normals around the posterior's mean, moved, with its variances widened. */
  private static Encoder encoder() {
    double[][] covariance = posteriorCovariance();
    return new Encoder() {
      @Override
      public Posterior encode(Pass pass, Batch batch) {
        return (group, drawn) -> {
          int latent = group.name().equals("a") ? 0 : 1;
          double[] map = new double[DATA];
          for (int i = 0; i < DATA; i++) {
            map[i] = (covariance[latent][0] * W[i][0] + covariance[latent][1] * W[i][1]) / VARIANCE;
          }
          Tensor mean = batch.x().matmul(pass.ops().tensor(map, Shape.of(DATA, 1))).add(MOVED);
          double logVariance = Math.log(WIDENED * covariance[latent][latent]);
          return DiagonalNormal.of(mean, pass.ops().full(logVariance, Shape.of(1)));
        };
      }
    };
  }

  /** The inverse of prior precision + Wᵀ W / σ². */
  private static double[][] posteriorCovariance() {
    double p = 1 + COUPLING * COUPLING;
    double q = -COUPLING;
    double r = 1;
    for (double[] row : W) {
      p += row[0] * row[0] / VARIANCE;
      q += row[0] * row[1] / VARIANCE;
      r += row[1] * row[1] / VARIANCE;
    }
    double determinant = p * r - q * q;
    return new double[][] {
      {r / determinant, -q / determinant}, {-q / determinant, p / determinant}
    };
  }

  /** A normal distribution of all entries of x. */
  @SuppressWarnings("ArrayRecordComponent") // Read entry by entry, never compared.
  record Normal(double[] mean, double[][] covariance) {
    /** x as the model has it: W P Wᵀ + σ² I. */
    static Normal ofData() {
      double[][] covariance = new double[DATA][DATA];
      for (int i = 0; i < DATA; i++) {
        for (int j = 0; j < DATA; j++) {
          covariance[i][j] =
              W[i][0] * W[j][0]
                  + COUPLING * (W[i][0] * W[j][1] + W[i][1] * W[j][0])
                  + (1 + COUPLING * COUPLING) * W[i][1] * W[j][1]
                  + (i == j ? VARIANCE : 0);
        }
      }
      return new Normal(new double[DATA], covariance);
    }

    /** The same given that entry {@code o} is {@code value}. */
    Normal given(int o, double value) {
      double[] moved = mean.clone();
      double[][] rest = new double[DATA][DATA];
      for (int i = 0; i < DATA; i++) {
        moved[i] += covariance[i][o] / covariance[o][o] * (value - mean[o]);
        for (int j = 0; j < DATA; j++) {
          rest[i][j] = covariance[i][j] - covariance[i][o] * covariance[o][j] / covariance[o][o];
        }
      }
      return new Normal(moved, rest);
    }
  }
}
