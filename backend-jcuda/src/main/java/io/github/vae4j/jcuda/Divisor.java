package io.github.vae4j.jcuda;

/**
 * Makes the structure {@code Divisor} of {@code walk.cuh}, by which kernels divide without a
 * division: ⌊n / d⌋ = (⌊n · m / 2³²⌋ + n) / 2ˢ for every n below 2³¹.
 *
 * <p>Granlund and Montgomery 1994, "Division by invariant integers using multiplication", figure
 * 4.1.
 */
final class Divisor {
  /** Members of the structure. */
  static final int MEMBERS = 3;

  private Divisor() {}

  /** Returns d, m and s for a d of 1 or more. */
  static int[] of(int divisor) {
    int shift = Integer.SIZE - Integer.numberOfLeadingZeros(divisor - 1);
    long multiplier = (((1L << shift) - divisor) << Integer.SIZE) / divisor + 1;
    return new int[] {divisor, (int) multiplier, shift};
  }
}
