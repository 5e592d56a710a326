package io.github.vae4j.core.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Which entries of some rows are known, seen or scored, on the host: the same for all rows, or each
 * row's own. Immutable.
 */
public final class Masks {
  private final List<boolean[]> masks;
  private final boolean same;
  private final int width;
  private final boolean complement;

  private Masks(List<boolean[]> masks, boolean same, int width, boolean complement) {
    this.masks = masks;
    this.same = same;
    this.width = width;
    this.complement = complement;
  }

  /** Returns one mask for however many rows, (row size); copied. */
  public static Masks same(boolean[] mask) {
    return new Masks(List.of(mask.clone()), true, mask.length, false);
  }

  /**
   * Returns a mask for each row, (rows, row size); copied.
   *
   * @throws IllegalArgumentException if there is none, or two differ in length
   */
  public static Masks each(boolean[][] masks) {
    if (masks.length == 0) {
      throw new IllegalArgumentException("Masks.each: no masks; give one for each row");
    }
    for (int i = 1; i < masks.length; i++) {
      if (masks[i].length != masks[0].length) {
        throw new IllegalArgumentException(
            "Masks.each: the mask of row "
                + i
                + " has "
                + masks[i].length
                + " entries, that of row 0 "
                + masks[0].length);
      }
    }
    return new Masks(
        Arrays.stream(masks).map(boolean[]::clone).toList(), false, masks[0].length, false);
  }

  /** Returns the opposite of each entry. */
  public Masks not() {
    return new Masks(masks, same, width, !complement);
  }

  /** Returns the number of entries of a row. */
  public int width() {
    return width;
  }

  /**
   * Returns whether an entry is set.
   *
   * @throws IndexOutOfBoundsException if there is no such row or entry
   */
  public boolean get(int row, int entry) {
    return of(row)[entry] != complement;
  }

  /**
   * Copies a row as 1 where set and 0 elsewhere to {@code into}, from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or no room for it
   */
  public void copyRow(int row, float[] into, int offset) {
    boolean[] mask = of(row);
    for (int i = 0; i < mask.length; i++) {
      into[offset + i] = mask[i] != complement ? 1 : 0;
    }
  }

  private boolean[] of(int row) {
    return masks.get(same ? 0 : row);
  }

  /** Returns those of rows {@code from} (inclusive) to {@code to} (exclusive). */
  Masks slice(int from, int to) {
    return same ? this : new Masks(masks.subList(from, to), false, width, complement);
  }

  /**
   * Refuses masks of rows of another length, or of another number of rows.
   *
   * @param reader named in the message
   */
  void requireFit(String reader, int rows, int width) {
    if (width() != width) {
      throw new IllegalArgumentException(
          reader + ": a mask has " + width() + " entries, a row " + width + "; give one for each");
    }
    if (!same && masks.size() != rows) {
      throw new IllegalArgumentException(
          reader
              + ": "
              + masks.size()
              + " masks for "
              + rows
              + " rows; give one for each, or one for all");
    }
  }

  /** Returns whether no entry of no row is set. */
  boolean none() {
    for (boolean[] mask : masks) {
      for (boolean entry : mask) {
        if (entry != complement) {
          return false;
        }
      }
    }
    return true;
  }

  void digest(MessageDigest into) {
    into.update((same + " " + masks.size() + " " + complement).getBytes(StandardCharsets.UTF_8));
    for (boolean[] mask : masks) {
      byte[] bytes = new byte[mask.length];
      for (int i = 0; i < mask.length; i++) {
        bytes[i] = (byte) (mask[i] ? 1 : 0);
      }
      into.update(bytes);
    }
  }
}
