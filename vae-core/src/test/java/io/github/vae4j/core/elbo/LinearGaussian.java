package io.github.vae4j.core.elbo;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.model.Architecture;

/**
 * x = W z + σ ε with z ~ N(0, I): the columns of W are orthogonal, so that the posterior is a
 * diagonal normal and every number of interest is known exactly.
 */
public final class LinearGaussian {
  public static final int DATA = 3;
  public static final double NOISE = 0.5;
  private static final double[][] W = {{1, 1}, {1, -1}, {0, 1}};
  private static final double[] SQUARES = {2, 3};

  private LinearGaussian() {}

  public static double posteriorVariance(int latent) {
    return 1 / (1 + SQUARES[latent] / NOISE);
  }

  public static double posteriorMean(double[] x, int latent) {
    double projected = 0;
    for (int i = 0; i < DATA; i++) {
      projected += W[i][latent] * x[i];
    }
    return posteriorVariance(latent) * projected / NOISE;
  }

  /**
   * log N(x; 0, W Wᵀ + σ² I), by the eigenvalues σ² + |w|² along the columns and σ² across them.
   */
  public static double evidence(double[] x) {
    double rest = 0;
    for (double value : x) {
      rest += value * value;
    }
    double logDensity = -0.5 * DATA * Math.log(2 * Math.PI);
    for (int j = 0; j < 2; j++) {
      double along = 0;
      for (int i = 0; i < DATA; i++) {
        along += W[i][j] * x[i] / Math.sqrt(SQUARES[j]);
      }
      rest -= along * along;
      double eigenvalue = NOISE + SQUARES[j];
      logDensity -= 0.5 * (Math.log(eigenvalue) + along * along / eigenvalue);
    }
    return logDensity - 0.5 * (Math.log(NOISE) + rest / NOISE);
  }

  /**
   * KL(q ‖ posterior) for q the posterior with its mean moved by {@code shift} and its variance
   * times {@code widening}.
   */
  public static double gap(double shift, double widening) {
    double gap = 0;
    for (int j = 0; j < 2; j++) {
      gap += 0.5 * (widening - 1 - Math.log(widening) + shift * shift / posteriorVariance(j));
    }
    return gap;
  }

  /** The model with q the posterior, moved and widened; both are parameters of the encoder. */
  public static Architecture model(double shift, double widening) {
    return Architecture.builder(DataSchema.of(DATA))
        .latents(LatentGroup.of("z", 2))
        .encoder(context -> new ShiftedPosterior(context, shift, widening))
        .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
        .decoder(context -> (pass, z, c) -> z.only().matmul(weight(pass.ops())))
        .likelihood(context -> new Noisy())
        .build();
  }

  private static Tensor weight(Ops ops) {
    return ops.tensor(
        new double[] {W[0][0], W[1][0], W[2][0], W[0][1], W[1][1], W[2][1]}, Shape.of(2, DATA));
  }

  private static final class ShiftedPosterior implements Encoder {
    private final Parameter shift;
    private final Parameter logWidening;

    ShiftedPosterior(BuildContext context, double by, double widening) {
      shift =
          context.parameter(
              "shift", Shape.of(2), (shape, random) -> new float[] {(float) by, (float) by});
      float log = (float) Math.log(widening);
      logWidening =
          context.parameter("logWidening", Shape.of(2), (shape, random) -> new float[] {log, log});
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      Ops ops = pass.ops();
      Tensor scale =
          ops.tensor(
              new double[] {posteriorVariance(0) / NOISE, posteriorVariance(1) / NOISE},
              Shape.of(2));
      Tensor exact = ops.matmul(batch.x(), weight(ops), false, true).mul(scale);
      Tensor logVariance =
          ops.tensor(
              new double[] {Math.log(posteriorVariance(0)), Math.log(posteriorVariance(1))},
              Shape.of(2));
      return Posterior.of(
          DiagonalNormal.of(
              exact.add(pass.value(shift)), logVariance.add(pass.value(logWidening))));
    }
  }

  private static final class Noisy implements Likelihood {
    @Override
    public Shape parameterShape(DataSchema data) {
      return data.shape();
    }

    @Override
    public Distribution given(Pass pass, Tensor parameters) {
      return DiagonalNormal.of(parameters, pass.ops().full(Math.log(NOISE), Shape.of(1)));
    }
  }
}
