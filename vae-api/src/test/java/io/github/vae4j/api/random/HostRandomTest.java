package io.github.vae4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Golden bits come from the same formulas in NumPy's float32. */
class HostRandomTest {
  private static final long KEY = 0x0123456789ABCDEFL;
  private static final int SITE = -7;
  private static final long STEP = 0x1_0000_0002L;

  @Test
  void uniformHasTheGoldenBits() {
    assertThat(bits(uniform(KEY, SITE, STEP, 0, 10)))
        .containsExactly(
            0x3F669C51,
            0x3E5BD19C,
            0x3EF0C9D6,
            0x3E7DEE64,
            0x3E404CD4,
            0x3E27F8FC,
            0x3F3DB7AF,
            0x3E2C2894,
            0x3ED4F502,
            0x3F62F7DD);
    assertThat(checksum(uniform(42, 1, 3, 0, 4000))).isEqualTo(0x07F3EEB4L);
  }

  @Test
  void normalHasTheGoldenBits() {
    assertThat(bits(normal(KEY, SITE, STEP, 0, 10)))
        .containsExactly(
            0x3EE4440E,
            0xBDCE1A31,
            0x3F9D36E8,
            0xBC7F7418,
            0x3FC8C59D,
            0xBF70C49A,
            0x3F2C86F4,
            0xBEC3071C,
            0xBF5DAEF7,
            0xBF804B3A);
    assertThat(checksum(normal(42, 1, 3, 0, 4000))).isEqualTo(0x7CC7F898L);
  }

  @Test
  void anyPartOfAStreamIsThatPartOfTheWhole() {
    float[] uniform = uniform(3, 5, 8, 0, 40);
    float[] normal = normal(3, 5, 8, 0, 40);
    for (int first = 0; first < 10; first++) {
      for (int length = 0; length < 20; length++) {
        assertThat(uniform(3, 5, 8, first, length))
            .containsExactly(Arrays.copyOfRange(uniform, first, first + length));
        assertThat(normal(3, 5, 8, first, length))
            .containsExactly(Arrays.copyOfRange(normal, first, first + length));
      }
    }
  }

  @Test
  void anyPartHasTheBitsOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(8);
    for (int length : new int[] {1, 3, 5, 511, 1023, 1024, 1025, 2049, 5000}) {
      for (int odd = 0; odd < 4; odd++) {
        long key = random.nextLong();
        int site = random.nextInt();
        long step = random.nextLong();
        long first = random.nextLong((1L << 34) - length - 4) / 4 * 4 + odd;
        float[] uniform = new float[length];
        float[] normal = new float[length];
        for (int i = 0; i < length; i++) {
          uniform[i] = HostRandomDefinition.uniform(key, site, step, first + i);
          normal[i] = HostRandomDefinition.normal(key, site, step, first + i);
        }
        assertThat(bits(uniform(key, site, step, first, length))).isEqualTo(bits(uniform));
        assertThat(bits(normal(key, site, step, first, length))).isEqualTo(bits(normal));
      }
    }
  }

  @Test
  void nothingIsDrawnIntoNothing() {
    assertThat(normal(1, 2, 3, 5, 0)).isEmpty();
    assertThat(uniform(1, 2, 3, 1L << 34, 0)).isEmpty();
  }

  @Test
  void entriesAroundTheRangeStayAsTheyAre() {
    float[] into = new float[12];
    Arrays.fill(into, 7);
    HostRandom.normal(1, 2, 3, 2, into, 3, 6);
    assertThat(Arrays.copyOfRange(into, 3, 9)).containsExactly(normal(1, 2, 3, 2, 6));
    assertThat(new float[] {into[0], into[1], into[2], into[9], into[10], into[11]})
        .containsOnly(7);
  }

  @Test
  void everyPartOfTheCounterAndTheKeyMatters() {
    float[] base = normal(1, 2, 3, 0, 4);
    assertThat(normal(1L << 32 | 1, 2, 3, 0, 4)).doesNotContain(base);
    assertThat(normal(2, 2, 3, 0, 4)).doesNotContain(base);
    assertThat(normal(1, 3, 3, 0, 4)).doesNotContain(base);
    assertThat(normal(1, 2, 4, 0, 4)).doesNotContain(base);
    assertThat(normal(1, 2, 1L << 32 | 3, 0, 4)).doesNotContain(base);
    assertThat(normal(1, 2, 3, 4, 4)).doesNotContain(base);
  }

  @Test
  void theLastBlockOfAStreamCanBeRead() {
    assertThat(normal(1, 2, 3, (1L << 34) - 4, 4)).doesNotContain(normal(1, 2, 3, 0, 4));
  }

  @Test
  void uniformStaysInsideTheOpenInterval() {
    for (float u : uniform(9, 9, 9, 0, 100_000)) {
      assertThat(u > 0 && u < 1).isTrue();
    }
  }

  @Test
  void uniformHasTheMomentsAndTheDistributionOfItsLaw() {
    double[] drawn = sorted(uniform(20, 1, 5, 0, 100_000));
    assertThat(mean(drawn)).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / drawn.length)));
    assertThat(variance(drawn))
        .isCloseTo(1 / 12.0, within(4 * Math.sqrt(1 / 180.0 / drawn.length)));
    double largest = 0;
    for (int i = 0; i < drawn.length; i++) {
      largest = Math.max(largest, distance(drawn[i], i, drawn.length));
    }
    assertKolmogorov(largest, drawn.length);
  }

  @Test
  void normalHasTheMomentsAndTheDistributionOfItsLaw() {
    double[] drawn = sorted(normal(20, 1, 5, 0, 100_000));
    assertThat(mean(drawn)).isCloseTo(0, within(4 / Math.sqrt(drawn.length)));
    assertThat(variance(drawn)).isCloseTo(1, within(4 * Math.sqrt(2.0 / drawn.length)));
    double largest = 0;
    for (int i = 0; i < drawn.length; i++) {
      largest = Math.max(largest, distance(normalCdf(drawn[i]), i, drawn.length));
    }
    assertKolmogorov(largest, drawn.length);
  }

  @Test
  void theNumbersOfABlockAreNotCorrelated() {
    int blocks = 50_000;
    float[] drawn = normal(77, 4, 0, 0, 4 * blocks);
    for (int a = 0; a < 4; a++) {
      for (int b = a + 1; b < 4; b++) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < drawn.length; i += 4) {
          products += drawn[i + a] * drawn[i + b];
          squares += (drawn[i + a] * drawn[i + a] - 1) * (drawn[i + b] * drawn[i + b] - 1);
        }
        assertThat(products / blocks).isCloseTo(0, within(4 / Math.sqrt(blocks)));
        assertThat(squares / blocks).isCloseTo(0, within(4 * 2 / Math.sqrt(blocks)));
      }
    }
  }

  @Test
  void refusesRangesOutsideTheArrayOrTheStream() {
    float[] into = new float[4];
    assertThatThrownBy(() -> HostRandom.uniform(0, 0, 0, 0, into, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("uniform: range [2, 5) does not lie in an array of length 4");
    assertThatThrownBy(() -> HostRandom.normal(0, 0, 0, -1, into, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("normal: elements [-1, 2) do not lie in a stream");
    assertThatThrownBy(() -> HostRandom.normal(0, 0, 0, (1L << 34) - 3, into, 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17179869184 elements");
  }

  private static float[] uniform(long key, int site, long step, long first, int length) {
    float[] into = new float[length];
    HostRandom.uniform(key, site, step, first, into, 0, length);
    return into;
  }

  private static float[] normal(long key, int site, long step, long first, int length) {
    float[] into = new float[length];
    HostRandom.normal(key, site, step, first, into, 0, length);
    return into;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static long checksum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array());
    return checksum.getValue();
  }

  private static double[] sorted(float[] values) {
    double[] sorted = new double[values.length];
    Arrays.setAll(sorted, i -> values[i]);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  /** The larger distance of a cumulative probability to the empirical steps around entry i of n. */
  private static double distance(double probability, int i, int n) {
    return Math.max(probability - (double) i / n, (i + 1.0) / n - probability);
  }

  /** The 99.9 % quantile of Kolmogorov's distribution is 1.95. */
  private static void assertKolmogorov(double distance, int n) {
    assertThat(distance * Math.sqrt(n)).isLessThan(1.95);
  }

  /** Φ by its series, Abramowitz and Stegun 1964, 26.2.11. */
  private static double normalCdf(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }
}
