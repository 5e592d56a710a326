package io.github.vae4j.api.random;

/**
 * Philox4x32-10 at one key, site and step: Salmon, Moraes, Dror and Shaw 2011, "Parallel random
 * numbers: as easy as 1, 2, 3", section 4.2.
 */
final class Philox {
  private static final long MULTIPLIER0 = 0xD2511F53L;
  private static final long MULTIPLIER1 = 0xCD9E8D57L;
  private static final int WEYL0 = 0x9E3779B9;
  private static final int WEYL1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private final int key0;
  private final int key1;
  private final int site;
  private final int stepLow;
  private final int stepHigh;

  Philox(long key, int site, long step) {
    this.key0 = (int) key;
    this.key1 = (int) (key >>> 32);
    this.site = site;
    this.stepLow = (int) step;
    this.stepHigh = (int) (step >>> 32);
  }

  /** Writes the four words of a block. */
  void block(int number, int[] words) {
    int c0 = number;
    int c1 = site;
    int c2 = stepLow;
    int c3 = stepHigh;
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < 10; round++) {
      long product0 = MULTIPLIER0 * (c0 & LOW);
      long product1 = MULTIPLIER1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      k0 += WEYL0;
      k1 += WEYL1;
    }
    words[0] = c0;
    words[1] = c1;
    words[2] = c2;
    words[3] = c3;
  }
}
