package io.github.vae4j.api.random;

import java.util.Arrays;

/**
 * Philox4x32-10 at one key, site and step: Salmon, Moraes, Dror and Shaw 2011, "Parallel random
 * numbers: as easy as 1, 2, 3", section 4.2.
 *
 * <p>A word is the lower half of a {@code long}, the upper half being 0, and a round is one loop
 * over many blocks: so the compiler makes vector instructions of the products.
 */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER0 = 0xD2511F53L;
  private static final long MULTIPLIER1 = 0xCD9E8D57L;
  private static final int WEYL0 = 0x9E3779B9;
  private static final int WEYL1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private final int key0;
  private final int key1;
  private final long site;
  private final long stepLow;
  private final long stepHigh;

  Philox(long key, int site, long step) {
    this.key0 = (int) key;
    this.key1 = (int) (key >>> 32);
    this.site = site & LOW;
    this.stepLow = step & LOW;
    this.stepHigh = step >>> 32;
  }

  /**
   * Writes the four words of each of {@code count} blocks.
   *
   * @param words four arrays, one for each word of a block
   */
  void blocks(long first, int count, long[][] words) {
    for (int i = 0; i < count; i++) {
      words[0][i] = first + i;
    }
    Arrays.fill(words[1], 0, count, site);
    Arrays.fill(words[2], 0, count, stepLow);
    Arrays.fill(words[3], 0, count, stepHigh);
    for (int i = 0; i < ROUNDS; i++) {
      // each round leaves the words one array on
      half(MULTIPLIER1, (key0 + i * WEYL0) & LOW, words[(i + 2) & 3], words[(i + 1) & 3], count);
      half(MULTIPLIER0, (key1 + i * WEYL1) & LOW, words[i & 3], words[(i + 3) & 3], count);
    }
    for (int i = 0; i < 2; i++) {
      long[] word = words[i];
      words[i] = words[i + 2];
      words[i + 2] = word;
    }
  }

  private static void half(long multiplier, long key, long[] factor, long[] other, int count) {
    for (int i = 0; i < count; i++) {
      long product = multiplier * factor[i];
      other[i] = (product >>> 32) ^ other[i] ^ key;
      factor[i] = product & LOW;
    }
  }
}
