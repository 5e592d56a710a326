package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivisorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 64, 641, 784, 65_535, 65_537, 1 << 30, Integer.MAX_VALUE})
  void dividesEveryNumberAsTheDivisionDoes(int divisor) {
    int[] edges = {0, 1, divisor - 1, divisor, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
    for (int dividend : edges) {
      assertDivides(dividend, divisor);
    }
    new SplittableRandom(divisor)
        .ints(10_000, 0, Integer.MAX_VALUE)
        .forEach(dividend -> assertDivides(dividend, divisor));
  }

  @Test
  void dividesByAnyNumber() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      assertDivides(random.nextInt(0, Integer.MAX_VALUE), random.nextInt(1, Integer.MAX_VALUE));
    }
  }

  private static void assertDivides(int dividend, int divisor) {
    assertThat(quotient(Divisor.of(divisor), dividend))
        .as("%d / %d", dividend, divisor)
        .isEqualTo(dividend / divisor);
  }

  /** Divides as the kernels do. */
  static int quotient(int[] divisor, int dividend) {
    long upper = (Integer.toUnsignedLong(divisor[1]) * dividend) >>> Integer.SIZE;
    return (int) ((upper + dividend) >>> divisor[2]);
  }
}
