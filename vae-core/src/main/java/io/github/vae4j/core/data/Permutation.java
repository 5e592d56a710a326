package io.github.vae4j.core.data;

/**
 * Random orders that depend on a seed and a number only, on every JDK alike: Fisher–Yates shuffles
 * driven by SplitMix64.
 *
 * <p>G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * figure 17 and section 4 for the mixing constants.
 */
final class Permutation {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Permutation(long state) {
    this.state = state;
  }

  /**
   * Returns the numbers 0 to {@code size} − 1 in an order of their own for each pair of seed and
   * number.
   */
  static int[] of(int size, long seed, long number) {
    Permutation random = new Permutation(mix(mix(seed) + number));
    int[] order = inOrder(size);
    for (int i = size - 1; i > 0; i--) {
      int j = random.below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Returns the numbers 0 to {@code size} − 1 as they come. */
  static int[] inOrder(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * A uniform number below {@code bound}: 63 bits, those of the last incomplete round drawn again.
   */
  private int below(int bound) {
    while (true) {
      long bits = next() >>> 1;
      long value = bits % bound;
      if (bits - value + (bound - 1) >= 0) {
        return (int) value;
      }
    }
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
