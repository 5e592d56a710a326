package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reduction of (outer, length, inner) along its middle axis.
 *
 * <p>How it is cut into blocks depends on these lengths alone, so that results are the same each
 * time.
 */
record Fold(int outer, int length, int inner) {
  /** Up to this length a warp reduces a row. */
  private static final int SHORT = 256;

  private static final int WARP = 32;
  private static final int WARPS = Grid.THREADS / WARP;

  /** Terms a thread at least that reduces a part of an axis. */
  private static final int TERMS = 32;

  /** Blocks that occupy a device, about. */
  private static final int BLOCKS = 512;

  /** Parts that save more time than the second launch takes, which reduces theirs. */
  private static final int WORTHWHILE = 4;

  /**
   * Returns the reductions of neighbouring axes that together reduce some axes of a shape, the last
   * axes first; axes of length 1 need none.
   *
   * @param axes counted from the front, in ascending order
   */
  static List<Fold> steps(Shape shape, int... axes) {
    List<Fold> steps = new ArrayList<>();
    int length = 1;
    int inner = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int dim = shape.dim(axis);
      if (Arrays.binarySearch(axes, axis) >= 0) {
        length *= dim;
      } else if (dim != 1) {
        if (length != 1) {
          steps.add(new Fold((int) shape.leading(axis + 1).size(), length, inner));
          length = 1;
        }
        inner *= dim;
      }
    }
    if (length != 1) {
      steps.add(new Fold(1, length, inner));
    }
    return steps;
  }

  /** Returns the reduction along one axis alone. */
  static Fold along(Shape shape, int axis) {
    return new Fold(
        (int) shape.leading(axis).size(),
        shape.dim(axis),
        (int) shape.trailing(shape.rank() - axis - 1).size());
  }

  /** Returns the number of results. */
  int size() {
    return outer * inner;
  }

  /** Returns whether there are rows so short that a warp reduces each. */
  boolean isShort() {
    return inner == 1 && length <= SHORT;
  }

  /** Returns the blocks of warps, one for each result. */
  Grid warps() {
    return Grid.blocks(quotient(size(), WARPS));
  }

  /** Returns how many neighbours of the inner axis a block has beside each other: a power of 2. */
  int columns() {
    return Integer.highestOneBit(2 * Math.min(inner, WARP) - 1);
  }

  /** Returns the blocks that reduce parts of the axis, each of {@code share} terms. */
  Grid blocks(int share) {
    return new Grid(tiles(), length == share ? 1 : quotient(length, share), 1, Grid.THREADS);
  }

  /** Returns the reduction of the results of parts of the axis, each of {@code share} terms. */
  Fold ofParts(int share) {
    return new Fold(outer, quotient(length, share), inner);
  }

  private int tiles() {
    return outer * quotient(inner, columns());
  }

  /** Returns ⌈a / b⌉. */
  private static int quotient(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Returns how many terms of the axis each part has; all of them where one part is best. */
  int share() {
    int most = length / (Grid.THREADS / columns() * TERMS);
    int parts = Math.min(most, BLOCKS / tiles());
    return parts < WORTHWHILE ? length : quotient(length, parts);
  }
}
