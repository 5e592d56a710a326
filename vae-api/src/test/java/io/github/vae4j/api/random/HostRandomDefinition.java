package io.github.vae4j.api.random;

/** The definition of the random numbers, one at a time: what {@link HostRandom} must give. */
final class HostRandomDefinition {
  private static final long LOW = 0xFFFFFFFFL;

  private HostRandomDefinition() {}

  static float uniform(long key, int site, long step, long element) {
    return (2 * (block(key, site, step, element >>> 2)[(int) element & 3] >>> 9) + 1) * 0x1p-24f;
  }

  static float normal(long key, int site, long step, long element) {
    int[] words = block(key, site, step, element >>> 2);
    int first = (int) element & 2;
    return pair(words[first], words[first + 1])[(int) element & 1];
  }

  static int[] block(long key, int site, long step, long number) {
    int c0 = (int) number;
    int c1 = site;
    int c2 = (int) step;
    int c3 = (int) (step >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < 10; round++) {
      long product0 = 0xD2511F53L * (c0 & LOW);
      long product1 = 0xCD9E8D57L * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return new int[] {c0, c1, c2, c3};
  }

  static float[] pair(int first, int second) {
    float radius = (float) Math.sqrt(-2f * log(((first >>> 8) + 1) * 0x1p-24f));
    float angle = (((second << 2) >> 8) * 0x1p-23f) * 0.7853982f;
    float sine = sine(angle, angle * angle);
    float cosine = cosine(angle * angle);
    return switch (second >>> 30) {
      case 0 -> new float[] {radius * cosine, radius * sine};
      case 1 -> new float[] {radius * -sine, radius * cosine};
      case 2 -> new float[] {radius * -cosine, radius * -sine};
      default -> new float[] {radius * sine, radius * -cosine};
    };
  }

  private static float log(float u) {
    int bits = Float.floatToRawIntBits(u);
    int exponent = (bits - 0x3F3504F3) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
    float z = f * f;
    float p = 0.070376836f;
    p = p * f + -0.1151461f;
    p = p * f + 0.116769984f;
    p = p * f + -0.12420141f;
    p = p * f + 0.14249323f;
    p = p * f + -0.16668057f;
    p = p * f + 0.20000714f;
    p = p * f + -0.24999994f;
    p = p * f + 0.3333333f;
    float rest = (p * f) * z + exponent * -0.00021219444f;
    return (f + (rest + -0.5f * z)) + exponent * (355f / 512f);
  }

  private static float sine(float angle, float square) {
    float p = -0.00019515296f;
    p = p * square + 0.008332161f;
    p = p * square + -0.16666655f;
    return (p * square) * angle + angle;
  }

  private static float cosine(float square) {
    float p = 2.4433157e-5f;
    p = p * square + -0.0013887316f;
    p = p * square + 0.041666646f;
    return ((p * square) * square + -0.5f * square) + 1f;
  }
}
