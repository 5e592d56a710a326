package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Shape;

/**
 * Where in a flat array the entries of a walk over some axes lie, in row-major order of the walk.
 */
final class Positions {
  private Positions() {}

  /** Returns how far apart neighbours along each axis lie in a row-major array. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }

  /** Returns the positions of a walk over axes of the given lengths and strides. */
  static int[] walk(int[] lengths, int[] strides) {
    int[] positions = {0};
    for (int axis = 0; axis < lengths.length; axis++) {
      int[] longer = new int[Math.multiplyExact(positions.length, lengths[axis])];
      int at = 0;
      for (int start : positions) {
        for (int i = 0; i < lengths[axis]; i++) {
          longer[at++] = start + i * strides[axis];
        }
      }
      positions = longer;
    }
    return positions;
  }

  /**
   * Returns where each entry of {@code wide} comes from in {@code narrow}, which broadcasts to it.
   */
  static int[] broadcast(Shape narrow, Shape wide) {
    int[] own = strides(narrow);
    int[] strides = new int[wide.rank()];
    int added = wide.rank() - narrow.rank();
    for (int axis = 0; axis < narrow.rank(); axis++) {
      strides[added + axis] = narrow.dim(axis) == 1 ? 0 : own[axis];
    }
    return walk(wide.toArray(), strides);
  }

  /** Returns the positions of a walk over some axes of an array. */
  static int[] along(Shape shape, int... axes) {
    int[] strides = strides(shape);
    int[] lengths = new int[axes.length];
    int[] steps = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      lengths[i] = shape.dim(axes[i]);
      steps[i] = strides[axes[i]];
    }
    return walk(lengths, steps);
  }
}
