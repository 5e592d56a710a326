package io.github.vae4j.api.random;

/**
 * The random numbers of every backend, computed on the host: counter-based, so that any part of a
 * stream can be made by itself.
 *
 * <p>Element i of a stream is lane i mod 4 of block ⌊i / 4⌋; a block is one call of {@linkplain
 * Philox Philox4x32-10} with the key (low half, high half) and the counter (block, site, low half
 * of the step, high half of the step). Methods here keep no state, so that several threads may fill
 * parts of one stream.
 *
 * <p><b>Uniform</b> numbers are (2 · (w ≫ 9) + 1) · 2⁻²⁴ for the lane's word w.
 *
 * <p><b>Normal</b> numbers follow Box and Muller 1958: lanes 0 and 1 are r cos α and r sin α with r
 * from word 0 and α from word 1, lanes 2 and 3 likewise from words 2 and 3. The arithmetic is that
 * of {@link BoxMuller}, in single precision with additions, multiplications and a correctly rounded
 * square root only, none of them contracted, so that every device gives the same bits.
 */
public final class HostRandom {
  /** The length of a stream, 2³⁴: the counter of blocks has 32 bits. */
  private static final long STREAM_LENGTH = 1L << 34;

  private HostRandom() {}

  /**
   * Fills a range of an array with numbers uniform on the open interval (0, 1).
   *
   * @param key the seed
   * @param site the place in the model that draws
   * @param step the number of the training step
   * @param first the element of the stream that comes first, 0 or more
   * @param into filled from {@code offset} on with {@code length} numbers
   * @throws IllegalArgumentException if the range does not lie in the array or the stream (2³⁴
   *     elements)
   */
  public static void uniform(
      long key, int site, long step, long first, float[] into, int offset, int length) {
    fill("uniform", HostRandom::uniform, new Philox(key, site, step), first, into, offset, length);
  }

  /**
   * Fills a range of an array with standard normal numbers.
   *
   * @param key the seed
   * @param site the place in the model that draws
   * @param step the number of the training step
   * @param first the element of the stream that comes first, 0 or more
   * @param into filled from {@code offset} on with {@code length} numbers
   * @throws IllegalArgumentException if the range does not lie in the array or the stream (2³⁴
   *     elements)
   */
  public static void normal(
      long key, int site, long step, long first, float[] into, int offset, int length) {
    fill("normal", HostRandom::normal, new Philox(key, site, step), first, into, offset, length);
  }

  private static void fill(
      String operation,
      Lanes lanes,
      Philox stream,
      long first,
      float[] into,
      int offset,
      int length) {
    checkRange(operation, first, into, offset, length);
    int[] words = new int[4];
    float[] edge = new float[4];
    int done = 0;
    while (done < length) {
      int skip = (int) (first + done) & 3;
      stream.block((int) ((first + done) >>> 2), words);
      if (skip == 0 && done + 4 <= length) {
        lanes.write(words, into, offset + done);
        done += 4;
      } else {
        int part = Math.min(4 - skip, length - done);
        lanes.write(words, edge, 0);
        System.arraycopy(edge, skip, into, offset + done, part);
        done += part;
      }
    }
  }

  private static void uniform(int[] words, float[] into, int offset) {
    for (int lane = 0; lane < 4; lane++) {
      into[offset + lane] = (2 * (words[lane] >>> 9) + 1) * 0x1p-24f;
    }
  }

  private static void normal(int[] words, float[] into, int offset) {
    BoxMuller.pair(words[0], words[1], into, offset);
    BoxMuller.pair(words[2], words[3], into, offset + 2);
  }

  /** Turns the four words of a block into four numbers. */
  private interface Lanes {
    void write(int[] words, float[] into, int offset);
  }

  private static void checkRange(
      String operation, long first, float[] into, int offset, int length) {
    if (offset < 0 || length < 0 || offset > into.length - length) {
      throw new IllegalArgumentException(
          operation
              + ": range ["
              + offset
              + ", "
              + ((long) offset + length)
              + ") does not lie in an array of length "
              + into.length);
    }
    if (first < 0 || first > STREAM_LENGTH - length) {
      throw new IllegalArgumentException(
          operation
              + ": elements ["
              + first
              + ", "
              + (first + length)
              + ") do not lie in a stream, which has "
              + STREAM_LENGTH
              + " elements");
    }
  }
}
