package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The functions against double precision, in units in the last place of the result. */
class TranscendentalTest {
  private final Scratch scratch = new Scratch();

  @Test
  void exp_isExactToTwoUnits() {
    assertThat(worst(Transcendental::exp, Math::exp, -87, 88.7)).isLessThanOrEqualTo(2);
  }

  @Test
  void exp_belowTheLeastNormalNumber_isExactToTwoOfItsSteps() {
    float[] x = spread(-104, -87.4);
    float[] y = new float[x.length];
    Transcendental.exp(x, y, x.length, scratch);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) y[i]).isBetween(Math.exp(x[i]) - 3e-45, Math.exp(x[i]) + 3e-45);
    }
  }

  @Test
  void expm1_isExactToThreeUnits() {
    assertThat(worst(Transcendental::expm1, Math::expm1, -20, 88.7)).isLessThanOrEqualTo(3);
    assertThat(worst(Transcendental::expm1, Math::expm1, -1e-3, 1e-3)).isLessThanOrEqualTo(2);
  }

  @Test
  void log_isExactToTwoUnits() {
    assertThat(worst(Transcendental::log, Math::log, 1e-30, 1e3)).isLessThanOrEqualTo(2);
    assertThat(worst(Transcendental::log, Math::log, 0.9, 1.1)).isLessThanOrEqualTo(2);
  }

  @Test
  void sigmoidTanhAndSoftplus_areExactToThreeUnits() {
    DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
    DoubleUnaryOperator softplus = x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    assertThat(worst(Transcendental::sigmoid, sigmoid, -80, 80)).isLessThanOrEqualTo(3);
    assertThat(worst(Transcendental::softplus, softplus, -80, 80)).isLessThanOrEqualTo(3);
    assertThat(worst(Transcendental::tanh, Math::tanh, -12, 12)).isLessThanOrEqualTo(3);
  }

  @Test
  void edges_areThoseOfTheFunctions() {
    float[] x = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1000, -1000, 0, 88.72f, 88.73f
    };
    assertThat(of(Transcendental::exp, x))
        .startsWith(Float.NaN, Float.POSITIVE_INFINITY, 0, Float.POSITIVE_INFINITY, 0, 1)
        .endsWith((float) Math.exp(88.72f), Float.POSITIVE_INFINITY);
    assertThat(of(Transcendental::sigmoid, x)).startsWith(Float.NaN, 1, 0, 1, 0, 0.5f);
    assertThat(of(Transcendental::tanh, x)).startsWith(Float.NaN, 1, -1, 1, -1, 0);
    assertThat(of(Transcendental::softplus, x))
        .startsWith(Float.NaN, Float.POSITIVE_INFINITY, 0, 1000, 0, (float) Math.log(2));
    assertThat(of(Transcendental::log, new float[] {Float.NaN, -1, 0, Float.MIN_VALUE, 1}))
        .containsExactly(
            Float.NaN, Float.NaN, Float.NEGATIVE_INFINITY, (float) Math.log(Float.MIN_VALUE), 0);
  }

  private double worst(Kernels.Unary f, DoubleUnaryOperator exact, double low, double high) {
    float[] x = spread(low, high);
    float[] y = of(f, x);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp((float) expected));
    }
    return worst;
  }

  private float[] of(Kernels.Unary f, float[] x) {
    float[] y = new float[x.length];
    f.apply(x, y, x.length, scratch);
    return y;
  }

  private static float[] spread(double low, double high) {
    float[] x = new float[Scratch.TILE];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (low + (high - low) * i / (x.length - 1));
    }
    return x;
  }
}
