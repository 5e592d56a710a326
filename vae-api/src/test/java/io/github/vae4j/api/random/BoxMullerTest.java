package io.github.vae4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxMullerTest {
  private static final double TOLERANCE = 1e-6;

  @Test
  void isWithinAMillionthOfTheSameFormulaInDouble() {
    SplittableRandom random = new SplittableRandom(4);
    double worst = 0;
    for (int i = 0; i < 500_000; i++) {
      worst = Math.max(worst, error(random.nextInt(), random.nextInt()));
    }
    assertThat(worst).isLessThan(TOLERANCE);
  }

  @Test
  void isAccurateAtBothEndsOfTheUniform() {
    double worst = 0;
    for (int i = 0; i < 100_000; i++) {
      worst =
          Math.max(worst, Math.max(error(i << 8, i * 42_943), error(-1 - (i << 8), i * 42_943)));
    }
    assertThat(worst).isLessThan(TOLERANCE);
  }

  @Test
  void isAccurateAtTheBordersOfTheQuadrants() {
    for (int eighth = 0; eighth < 8; eighth++) {
      for (int nudge = -3; nudge <= 3; nudge++) {
        assertThat(error(0x1234_5678, (eighth << 29) + nudge)).isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void theLargestRadiusIsThatOfTheSmallestUniform() {
    float[] pair = pair(0, 0);
    assertThat(pair[0]).isCloseTo((float) Math.sqrt(48 * Math.log(2)), within(1e-6f));
    assertThat(pair[1]).isZero();
  }

  @Test
  void aUniformOfOneGivesZeros() {
    assertThat(Math.abs(pair(-1, 12345)[0])).isZero();
    assertThat(Math.abs(pair(-1, 12345)[1])).isZero();
  }

  @Test
  void manyPairsHaveTheBitsOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(6);
    int count = 100_000;
    long[] first = random.longs(count, 0, 1L << 32).toArray();
    long[] second = random.longs(count, 0, 1L << 32).toArray();
    for (int i = 0; i < 4096; i++) {
      // the ends of the uniform beside angles of 0 in each quadrant, where zeros have signs
      first[i] = (i & 1) == 0 ? 0 : 0xFFFFFFFFL;
      second[i] = (long) (i & 3) << 30 | i >>> 8;
    }
    float[] found = new float[2 * count];
    new BoxMuller(count).pairs(first, second, count, found, 0, 2);
    float[] expected = new float[2 * count];
    for (int i = 0; i < count; i++) {
      float[] pair = HostRandomDefinition.pair((int) first[i], (int) second[i]);
      System.arraycopy(pair, 0, expected, 2 * i, 2);
    }
    assertThat(bits(found)).isEqualTo(bits(expected));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static double error(int first, int second) {
    float[] pair = pair(first, second);
    double radius = Math.sqrt(-2 * Math.log(((first >>> 8) + 1) * 0x1p-24));
    double angle = 0.5 * Math.PI * ((second >>> 30) + ((second << 2) >> 8) * 0x1p-24);
    return Math.max(
        Math.abs(pair[0] - radius * Math.cos(angle)), Math.abs(pair[1] - radius * Math.sin(angle)));
  }

  private static float[] pair(int first, int second) {
    float[] pair = new float[2];
    long[] firstWord = {Integer.toUnsignedLong(first)};
    long[] secondWord = {Integer.toUnsignedLong(second)};
    new BoxMuller(1).pairs(firstWord, secondWord, 1, pair, 0, 2);
    return pair;
  }
}
