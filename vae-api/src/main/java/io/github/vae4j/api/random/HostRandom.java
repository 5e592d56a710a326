package io.github.vae4j.api.random;

import java.util.function.IntFunction;

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

  /** Few enough that all arrays stay in the nearest cache. */
  private static final int BLOCKS_TOGETHER = 128;

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
    fill(
        "uniform",
        most -> HostRandom::uniforms,
        new Philox(key, site, step),
        first,
        into,
        offset,
        length);
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
    fill("normal", HostRandom::normals, new Philox(key, site, step), first, into, offset, length);
  }

  private static void fill(
      String operation,
      IntFunction<Lanes> room,
      Philox stream,
      long first,
      float[] into,
      int offset,
      int length) {
    checkRange(operation, first, into, offset, length);
    long end = first + length;
    int most = (int) Math.min(BLOCKS_TOGETHER, blocks(first, end));
    long[][] words = new long[4][most];
    float[] made = new float[4 * most];
    Lanes lanes = room.apply(most);
    long at = first;
    while (at < end) {
      int count = (int) Math.min(most, blocks(at, end));
      stream.blocks(at >>> 2, count, words);
      lanes.write(words, count, made);
      int skip = (int) at & 3;
      int part = (int) Math.min(4L * count - skip, end - at);
      System.arraycopy(made, skip, into, offset + (int) (at - first), part);
      at += part;
    }
  }

  /** Returns how many blocks a range of elements touches. */
  private static long blocks(long first, long end) {
    return ((end + 3) >>> 2) - (first >>> 2);
  }

  private static void uniforms(long[][] words, int count, float[] into) {
    for (int lane = 0; lane < 4; lane++) {
      uniforms(words[lane], count, into, lane);
    }
  }

  private static void uniforms(long[] words, int count, float[] into, int offset) {
    for (int i = 0; i < count; i++) {
      into[offset + 4 * i] = (2 * (int) (words[i] >>> 9) + 1) * 0x1p-24f;
    }
  }

  private static Lanes normals(int capacity) {
    BoxMuller numbers = new BoxMuller(capacity);
    return (words, count, into) -> {
      numbers.pairs(words[0], words[1], count, into, 0, 4);
      numbers.pairs(words[2], words[3], count, into, 2, 4);
    };
  }

  /** Turns the words of blocks into four numbers each. */
  private interface Lanes {
    void write(long[][] words, int count, float[] into);
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
