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
    fill("uniform", new Philox(key, site, step, false), first, into, offset, length);
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
    fill("normal", new Philox(key, site, step, true), first, into, offset, length);
  }

  private static void fill(
      String operation, Philox stream, long first, float[] into, int offset, int length) {
    checkRange(operation, first, into, offset, length);
    float[] edge = new float[4];
    int done = 0;
    int skip = (int) (first & 3);
    if (skip != 0) {
      stream.block(first >>> 2, edge, 0);
      done = Math.min(4 - skip, length);
      System.arraycopy(edge, skip, into, offset, done);
    }
    for (; done + 4 <= length; done += 4) {
      stream.block((first + done) >>> 2, into, offset + done);
    }
    if (done < length) {
      stream.block((first + done) >>> 2, edge, 0);
      System.arraycopy(edge, 0, into, offset + done, length - done);
    }
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
