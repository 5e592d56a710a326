package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** How far sums of products are from those of the reference, which computes in double. */
final class Accuracy {
  /** Half of what single precision resolves at 1. */
  static final double UNIT = 0x1p-24;

  private Accuracy() {}

  /** An operation that is linear in each operand, so that of absolute values it gives its scale. */
  interface Call extends BiFunction<Ops, List<Tensor>, Tensor> {}

  /** Returns values between −3 and 3, always the same for a shape. */
  static float[] random(Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.hashCode());
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-3, 3);
    }
    return values;
  }

  static List<Tensor> operands(Ops ops, Shape... shapes) {
    return Arrays.stream(shapes).map(shape -> ops.tensor(random(shape), shape)).toList();
  }

  /**
   * Returns the largest error of an entry, relative to the sum of its terms' absolute values.
   *
   * @param actual the result of the call for random operands of these shapes
   */
  static double error(Tensor actual, Ops oracle, Call call, Shape... shapes) {
    List<Tensor> operands = operands(oracle, shapes);
    Tensor expected = call.apply(oracle, operands);
    double[] scale = call.apply(oracle, operands.stream().map(oracle::abs).toList()).toDoubles();
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] is = actual.toDoubles();
    double[] should = expected.toDoubles();
    double worst = 0;
    for (int i = 0; i < is.length; i++) {
      double off = Math.abs(is[i] - should[i]);
      // of which NaN is the worst: a maximum with it is NaN
      worst = Math.max(worst, off == 0 ? 0 : off / scale[i]);
    }
    return worst;
  }
}
