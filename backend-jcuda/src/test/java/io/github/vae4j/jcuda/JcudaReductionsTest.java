package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reductions of every way they are cut, along the middle axis of three, on the emulated driver in
 * random order.
 */
class JcudaReductionsTest extends BesideReference {
  private static final double UNIT = 0x1p-24;

  @ParameterizedTest
  @CsvSource({
    "9, 256, 1",
    "3, 257, 1",
    "1, 20000, 1",
    "2, 40000, 1",
    "1, 20000, 3",
    "2, 5000, 33",
    "1, 9000, 70",
    "40, 3, 5",
    "1, 128, 400",
    "3, 1, 7"
  })
  void everyCut_givesTheReference(int outer, int length, int inner) {
    Shape shape = Shape.of(outer, length, inner);
    float[] values = random(shape);
    Tensor x = ops.tensor(values, shape);
    Tensor y = oracle.tensor(values, shape);
    double[] sizes = oracle.sum(oracle.abs(y), false, 1).toDoubles();
    assertNear(ops.sum(x, false, 1), oracle.sum(y, false, 1), 4 * UNIT, sizes);
    assertThat(ops.max(x, false, 1).toDoubles()).isEqualTo(oracle.max(y, false, 1).toDoubles());
    assertThat(ops.argmax(x, 1).toDoubles()).isEqualTo(oracle.argmax(y, 1).toDoubles());
    Tensor expected = oracle.logSumExp(y, false, 1);
    assertNear(ops.logSumExp(x, false, 1), expected, 4 * UNIT, sizes(expected));
  }

  @ParameterizedTest
  @CsvSource({"1, 20000, 1, 0", "1, 20000, 1, 19999", "2, 300, 33, 299", "9, 30, 1, 29"})
  void nan_isSeenWhereverItStands(int outer, int length, int inner, int place) {
    Shape shape = Shape.of(outer, length, inner);
    float[] values = random(shape);
    values[place * inner] = Float.NaN;
    Tensor x = ops.tensor(values, shape);
    assertThat(ops.sum(x, false, 1).toFloats()[0]).isNaN();
    assertThat(ops.max(x, false, 1).toFloats()[0]).isNaN();
    assertThat(ops.logSumExp(x, false, 1).toFloats()[0]).isNaN();
    assertThat(ops.argmax(x, 1).toFloats()[0]).isEqualTo(place);
  }

  @Test
  void infinities_meetInNoDifference() {
    float inf = Float.POSITIVE_INFINITY;
    float[] values = new float[20_000];
    Arrays.fill(values, -inf);
    Tensor nothing = ops.tensor(values, Shape.of(20_000));
    assertThat(ops.logSumExp(nothing, false).toFloats()).containsExactly(-inf);
    assertThat(ops.argmax(nothing, 0).toFloats()).containsExactly(0);
    values[19_000] = 3;
    assertThat(ops.logSumExp(ops.tensor(values, Shape.of(20_000)), false).toFloats())
        .containsExactly(3);
    values[5] = inf;
    assertThat(ops.logSumExp(ops.tensor(values, Shape.of(20_000)), false).toFloats())
        .containsExactly(inf);
  }

  @ParameterizedTest
  @CsvSource({"9, 33, 1", "1, 1000, 3", "2, 64, 5"})
  void cumulativeSum_givesTheReference(int outer, int length, int inner) {
    Shape shape = Shape.of(outer, length, inner);
    float[] values = random(shape);
    for (boolean reverse : new boolean[] {false, true}) {
      Tensor y = oracle.tensor(values, shape);
      assertNear(
          ops.cumulativeSum(ops.tensor(values, shape), 1, reverse),
          oracle.cumulativeSum(y, 1, reverse),
          2 * UNIT,
          oracle.cumulativeSum(oracle.abs(y), 1, reverse).toDoubles());
    }
  }

  private static float[] random(Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.hashCode());
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-3, 3);
    }
    return values;
  }

  private static double[] sizes(Tensor x) {
    double[] sizes = x.toDoubles();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 + Math.abs(sizes[i]);
    }
    return sizes;
  }

  private static void assertNear(
      Tensor actual, Tensor expected, double tolerance, double... sizes) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] found = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("entry %d", i).isCloseTo(wanted[i], within(tolerance * sizes[i]));
    }
  }
}
