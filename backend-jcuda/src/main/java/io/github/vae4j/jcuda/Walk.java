package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;

/**
 * Where the entries of operands lie that a result needs one after the other: operands that are
 * repeated to the result's shape, or read along other axes than their own.
 *
 * <p>Neighbouring axes that one stride can walk in each operand are one axis here; axes of length 1
 * are none.
 */
final class Walk {
  /** As many axes as the structure {@code Walk} of {@code walk.cuh} has room for. */
  static final int AXES = 8;

  private final Shape shape;
  private final int[] lengths;
  private final int[][] strides;
  private int rank;

  private Walk(Shape shape, int operands) {
    this.shape = shape;
    this.lengths = new int[shape.rank()];
    this.strides = new int[operands][shape.rank()];
  }

  /**
   * Returns the walk over all entries of a shape.
   *
   * @param strides of each operand, one for each axis of the shape
   */
  static Walk over(Shape shape, int[]... strides) {
    Walk walk = new Walk(shape, strides.length);
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dim(axis) != 1) {
        walk.append(shape.dim(axis), axis, strides);
      }
    }
    return walk;
  }

  /** Returns the walk over operands repeated to a shape they broadcast to. */
  static Walk repeated(Shape wide, Shape... narrow) {
    return over(
        wide, Arrays.stream(narrow).map(shape -> stretched(shape, wide)).toArray(int[][]::new));
  }

  private void append(int length, int axis, int[]... added) {
    boolean joined = rank > 0;
    for (int i = 0; joined && i < strides.length; i++) {
      joined = strides[i][rank - 1] == added[i][axis] * length;
    }
    rank += joined ? 0 : 1;
    lengths[rank - 1] = joined ? lengths[rank - 1] * length : length;
    for (int i = 0; i < strides.length; i++) {
      strides[i][rank - 1] = added[i][axis];
    }
  }

  /** Returns how far apart neighbours along each axis lie in row-major order. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }

  /**
   * Returns how far apart neighbours lie along each axis of {@code wide}, 0 where {@code narrow} is
   * repeated.
   */
  static int[] stretched(Shape narrow, Shape wide) {
    int[] own = strides(narrow);
    int[] strides = new int[wide.rank()];
    int added = wide.rank() - narrow.rank();
    for (int axis = 0; axis < narrow.rank(); axis++) {
      strides[added + axis] = narrow.dim(axis) == 1 ? 0 : own[axis];
    }
    return strides;
  }

  /** Returns whether two axes are enough. */
  boolean isPlane() {
    return rank <= 2;
  }

  /** Returns the length of the innermost axis. */
  int inner() {
    return rank == 0 ? 1 : lengths[rank - 1];
  }

  /** Returns how far apart neighbours along the innermost axis lie in an operand. */
  int innerStride(int operand) {
    return rank == 0 ? 0 : strides[operand][rank - 1];
  }

  /** Returns how far apart neighbours along the axis before the innermost lie in an operand. */
  int outerStride(int operand) {
    return rank < 2 ? 0 : strides[operand][rank - 2];
  }

  /** Returns whether every operand is read from one entry to the next, all the way. */
  boolean isStraight() {
    return rank == 0 || (rank == 1 && Arrays.stream(strides).allMatch(each -> each[0] == 1));
  }

  /**
   * Returns the members of the structure, the innermost axis first.
   *
   * @param operation named in the message
   * @throws IllegalArgumentException if there are more axes than it has room for
   */
  int[] members(String operation) {
    if (rank > AXES) {
      throw new IllegalArgumentException(
          operation
              + ": the operands walk the result "
              + shape
              + " by "
              + rank
              + " strides, and backend 'jcuda' has room for "
              + AXES
              + "; reshape them so that neighbouring axes are one");
    }
    int[] members = new int[1 + AXES * (Divisor.MEMBERS + strides.length)];
    members[0] = rank;
    for (int axis = 0; axis < rank; axis++) {
      int from = rank - 1 - axis;
      System.arraycopy(
          Divisor.of(lengths[from]), 0, members, 1 + axis * Divisor.MEMBERS, Divisor.MEMBERS);
      for (int operand = 0; operand < strides.length; operand++) {
        members[1 + AXES * (Divisor.MEMBERS + operand) + axis] = strides[operand][from];
      }
    }
    return members;
  }
}
