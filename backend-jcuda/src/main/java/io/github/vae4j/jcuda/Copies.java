package io.github.vae4j.jcuda;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies within the device that were asked for one after the other and may be made together, by one
 * launch: a training step writes the gradient of each parameter to its place.
 */
final class Copies {
  /** As many as the kernel takes. */
  static final int MOST = 16;

  /** Members of one in the structure that the kernel takes: two addresses and a length. */
  private static final int MEMBERS = 6;

  private final List<Copy> copies = new ArrayList<>();

  private record Copy(long from, long to, int floats) {
    boolean disturbs(Copy later) {
      return overlap(to, floats, later.from, later.floats)
          || overlap(to, floats, later.to, later.floats)
          || overlap(from, floats, later.to, later.floats);
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

  boolean isEmpty() {
    return copies.isEmpty();
  }

  int size() {
    return copies.size();
  }

  /** Returns the entries of the longest. */
  int longest() {
    return copies.stream().mapToInt(Copy::floats).max().orElse(0);
  }

  /** Returns all that wait as the kernel takes them, and forgets them. */
  int[] take() {
    int[] members = new int[MOST * MEMBERS];
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      members[i * MEMBERS] = (int) copy.from();
      members[i * MEMBERS + 1] = (int) (copy.from() >>> 32);
      members[i * MEMBERS + 2] = (int) copy.to();
      members[i * MEMBERS + 3] = (int) (copy.to() >>> 32);
      members[i * MEMBERS + 4] = copy.floats();
    }
    copies.clear();
    return members;
  }
}
