package io.github.vae4j.api.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The known answers of philox4x32 with 10 rounds that the Random123 library publishes (its file
 * kat_vectors).
 */
class PhiloxTest {
  @Test
  void zeros() {
    assertThat(words(0L, 0, 0, 0L)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
  }

  @Test
  void ones() {
    assertThat(words(-1L, -1, -1, -1L))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
  }

  @Test
  void digitsOfPi() {
    assertThat(words(0x299f31d0_a4093822L, 0x243f6a88, 0x85a308d3, 0x03707344_13198a2eL))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void manyBlocksAreThoseOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(5);
    for (int count : new int[] {0, 1, 7, 16, 100, 333}) {
      long key = random.nextLong();
      int site = random.nextInt();
      long step = random.nextLong();
      long first = random.nextLong(1L << 31, (1L << 32) - count);
      long[][] words = new long[4][count];
      new Philox(key, site, step).blocks(first, count, words);
      for (int i = 0; i < count; i++) {
        int[] block = HostRandomDefinition.block(key, site, step, first + i);
        for (int lane = 0; lane < 4; lane++) {
          assertThat(words[lane][i]).isEqualTo(Integer.toUnsignedLong(block[lane]));
        }
      }
    }
  }

  private static int[] words(long key, int block, int site, long step) {
    long[][] words = new long[4][1];
    new Philox(key, site, step).blocks(block & 0xFFFFFFFFL, 1, words);
    return Arrays.stream(words).mapToInt(word -> (int) word[0]).toArray();
  }
}
