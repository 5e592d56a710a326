package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * p(x | z) of independent normal entries, whose means the decoder gives, with a scale that is
 * fixed, learned or the decoder's too.
 *
 * <p>A σ that is not fixed is σ = floor · exp(softplus(ρ)): smooth in ρ, never below the floor, and
 * growing like e^ρ. Without a floor the density of an entry that never varies grows without bound.
 */
public final class NormalLikelihood implements Likelihood {
  /** Where σ comes from. */
  public enum Scale {
    /** σ is a constant. */
    FIXED,
    /** One trained σ for all entries, the parameter {@code rho}. */
    LEARNED,
    /** The decoder gives a σ for each entry of x. */
    PER_VALUE
  }

  private final Scale scale;
  private final double sigma;
  private final double floor;
  private final Shape rowShape;
  private final @Nullable Parameter rho;

  private NormalLikelihood(Scale scale, double sigma, double floor, BuildContext context) {
    requireScale("sigma", sigma);
    this.scale = scale;
    this.sigma = sigma;
    this.floor = floor;
    rowShape = context.data().shape();
    rho =
        scale == Scale.LEARNED
            ? context.parameter("rho", Shape.scalar(), Initializers.constant(rhoOf(sigma)))
            : null;
  }

  /**
   * Makes a likelihood with constant σ.
   *
   * @throws IllegalArgumentException if σ is not positive and finite
   */
  public static NormalLikelihood fixed(double sigma, BuildContext context) {
    return new NormalLikelihood(Scale.FIXED, sigma, 0, context);
  }

  /**
   * Makes a likelihood with one trained σ.
   *
   * @param sigma its first value
   * @param floor what σ stays above
   * @throws IllegalArgumentException unless 0 &lt; floor &lt; σ, both finite
   */
  public static NormalLikelihood learned(double sigma, double floor, BuildContext context) {
    requireFloor(sigma, floor);
    return new NormalLikelihood(Scale.LEARNED, sigma, floor, context);
  }

  /**
   * Makes a likelihood with a σ for each entry, given by the decoder.
   *
   * @param sigma its value where the decoder gives 0
   * @param floor what σ stays above
   * @throws IllegalArgumentException unless 0 &lt; floor &lt; σ, both finite
   */
  public static NormalLikelihood perValue(double sigma, double floor, BuildContext context) {
    requireFloor(sigma, floor);
    return new NormalLikelihood(Scale.PER_VALUE, sigma, floor, context);
  }

  /**
   * Returns the shape of a row; with a σ for each entry its last axis is twice as long, the means
   * standing before the scales (for images: in each pixel, the channels' means and then their
   * scales).
   */
  @Override
  public Shape parameterShape(DataSchema data) {
    return scale == Scale.PER_VALUE ? doubled(data.shape()) : data.shape();
  }

  /** Returns a {@link DiagonalNormal} over flat rows. */
  @Override
  public DiagonalNormal given(Pass pass, Tensor parameters) {
    Shape wanted = scale == Scale.PER_VALUE ? doubled(rowShape) : rowShape;
    Flat.require(
        "likelihood 'normal'", "the decoder's output", parameters, Math.toIntExact(wanted.size()));
    if (scale == Scale.PER_VALUE) {
      Tensor shifted = part(parameters, 1).add(rhoOf(sigma));
      return DiagonalNormal.of(part(parameters, 0), logVariance(shifted));
    }
    Tensor shared =
        rho == null
            ? pass.ops().full(2 * Math.log(sigma), Shape.scalar())
            : logVariance(pass.value(rho));
    return DiagonalNormal.of(parameters, shared);
  }

  /** The means (0) or scales (1) out of rows whose last axis holds both, flat again. */
  private Tensor part(Tensor parameters, int which) {
    Shape rows = parameters.shape().dropTrailing(1);
    int inner = rowShape.rank() == 0 ? 1 : rowShape.dim(-1);
    int size = Math.toIntExact(rowShape.size());
    return parameters
        .reshape(rows.append(size / Math.max(1, inner), 2 * inner))
        .slice(-1, which * inner, (which + 1) * inner)
        .reshape(rows.append(size));
  }

  private Tensor logVariance(Tensor scales) {
    return scales.softplus().add(Math.log(floor)).mul(2);
  }

  /** The ρ at which floor · exp(softplus(ρ)) is σ. */
  private double rhoOf(double sigma) {
    return Math.log(sigma / floor - 1);
  }

  private static Shape doubled(Shape row) {
    return row.rank() == 0 ? Shape.of(2) : row.with(-1, 2 * row.dim(-1));
  }

  private static void requireScale(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "likelihood 'normal': " + name + " must be positive and finite, got " + value);
    }
  }

  private static void requireFloor(double sigma, double floor) {
    requireScale("sigma", sigma);
    requireScale("floor", floor);
    if (floor >= sigma) {
      throw new IllegalArgumentException(
          "likelihood 'normal': sigma must lie above its floor, got sigma "
              + sigma
              + " and floor "
              + floor);
    }
  }
}
