package io.github.vae4j.jcuda;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies within the device that were asked for one after the other and may be made together, by one
 * launch: a training step writes the gradient of each parameter to its place.
 */
final class Copies implements Gathering {
  /** As many as the kernel takes. */
  static final int MOST = 16;

  /** Members of one as the kernel takes it: two addresses, a length, and its first block. */
  private static final int MEMBERS = 6;

  /** How many floats a block of the kernel copies. */
  private static final int SHARE = 4 * Grid.THREADS;

  private final List<Copy> copies = new ArrayList<>();

  private record Copy(long from, long to, int floats) {
    boolean disturbs(Copy later) {
      return overlap(to, floats, later.from, later.floats)
          || overlap(to, floats, later.to, later.floats)
          || overlap(from, floats, later.to, later.floats);
    }

    int blocks() {
      return (floats - 1) / SHARE + 1;
    }

    private static boolean overlap(long a, long floatsOfA, long b, long floatsOfB) {
      return a < b + floatsOfB * Float.BYTES && b < a + floatsOfA * Float.BYTES;
    }
  }

  /** Returns whether a copy may be made together with those that wait. */
  boolean fits(long from, long to, int floats) {
    Copy later = new Copy(from, to, floats);
    return copies.size() < MOST && copies.stream().noneMatch(copy -> copy.disturbs(later));
  }

  void add(long from, long to, int floats) {
    copies.add(new Copy(from, to, floats));
  }

  @Override
  public String kernel() {
    return "copy_segments";
  }

  @Override
  public Grid grid() {
    return Grid.blocks(copies.stream().mapToInt(Copy::blocks).sum());
  }

  @Override
  public int[] take() {
    int[] members = new int[MOST * MEMBERS];
    int block = 0;
    for (int i = 0; i < MOST; i++) {
      int at = i * MEMBERS;
      if (i < copies.size()) {
        Copy copy = copies.get(i);
        members[at] = (int) copy.from();
        members[at + 1] = (int) (copy.from() >>> 32);
        members[at + 2] = (int) copy.to();
        members[at + 3] = (int) (copy.to() >>> 32);
        members[at + 4] = copy.floats();
        members[at + 5] = block;
        block += copy.blocks();
      } else {
        members[at + 5] = block;
      }
    }
    copies.clear();
    return members;
  }
}
