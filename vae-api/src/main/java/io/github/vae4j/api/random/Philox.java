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
  private final boolean normal;

  Philox(long key, int site, long step, boolean normal) {
    this.key0 = (int) key;
    this.key1 = (int) (key >>> 32);
    this.site = site;
    this.stepLow = (int) step;
    this.stepHigh = (int) (step >>> 32);
    this.normal = normal;
  }

  /** Writes the four numbers of a block. */
  void block(long number, float[] into, int offset) {
    int c0 = (int) number;
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
    if (normal) {
      BoxMuller.pair(c0, c1, into, offset);
      BoxMuller.pair(c2, c3, into, offset + 2);
    } else {
      into[offset] = unit(c0);
      into[offset + 1] = unit(c1);
      into[offset + 2] = unit(c2);
      into[offset + 3] = unit(c3);
    }
  }

  private static float unit(int word) {
    return (2 * (word >>> 9) + 1) * 0x1p-24f;
  }
}
