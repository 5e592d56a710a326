package io.github.vae4j.jcuda;

/**
 * Values of the host that were to be written one after the other, so few that one launch takes them
 * as its parameter: before each replay, training sets its schedules, its counter and the numbers of
 * its optimiser.
 */
final class Words implements Gathering {
  /** Words of 4 bytes, and places to write them to, that the kernel takes. */
  static final int MOST = Grid.THREADS;

  private static final int PLACES = 8;

  private final long[] places = new long[PLACES];
  private final int[] ends = new int[PLACES];
  private final int[] words = new int[MOST];
  private int count;

  /** Returns whether words for a place may be written together with those that wait. */
  boolean fits(long to, int length) {
    boolean fits = count < PLACES && size() + length <= MOST;
    for (int i = 0; fits && i < count; i++) {
      int before = i == 0 ? 0 : ends[i - 1];
      fits =
          places[i] >= to + (long) length * Integer.BYTES
              || to >= places[i] + (long) (ends[i] - before) * Integer.BYTES;
    }
    return fits;
  }

  void add(long to, int... bits) {
    System.arraycopy(bits, 0, words, size(), bits.length);
    ends[count] = size() + bits.length;
    places[count++] = to;
  }

  private int size() {
    return count == 0 ? 0 : ends[count - 1];
  }

  @Override
  public String kernel() {
    return "store";
  }

  @Override
  public Grid grid() {
    return Grid.blocks(1);
  }

  @Override
  public int[] take() {
    int[] members = new int[3 * PLACES + MOST];
    for (int i = 0; i < count; i++) {
      members[2 * i] = (int) places[i];
      members[2 * i + 1] = (int) (places[i] >>> 32);
    }
    // a place that is not used has no words
    System.arraycopy(ends, 0, members, 2 * PLACES, count);
    System.arraycopy(words, 0, members, 3 * PLACES, size());
    count = 0;
    return members;
  }
}
