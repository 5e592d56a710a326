package io.github.vae4j.api.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first. A scalar has rank 0 and size 1; an axis may have
 * length 0.
 *
 * <p>Axes are counted from 0; negative axes count from the last, as in NumPy.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns the shape with the given axis lengths.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public static Shape of(int... sizes) {
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "Shape.of: axis lengths must be 0 or more, got " + Arrays.toString(sizes));
      }
    }
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /** Returns the shape of rank 0. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** Returns the number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Returns the number of entries, the product of all axis lengths; 1 for a scalar. */
  public long size() {
    long size = 1;
    for (int s : sizes) {
      size = Math.multiplyExact(size, s);
    }
    return size;
  }

  /**
   * Returns the length of an axis.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public int dim(int axis) {
    return sizes[axis("dim", axis)];
  }

  /** Returns the axis lengths as a fresh array. */
  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * Returns {@code axis} counted from the front.
   *
   * @param operation named in the message
   * @throws IllegalArgumentException if there is no such axis
   */
  public int axis(String operation, int axis) {
    int counted = axis < 0 ? axis + sizes.length : axis;
    if (counted < 0 || counted >= sizes.length) {
      throw new IllegalArgumentException(
          operation
              + ": no axis "
              + axis
              + " in a tensor of shape "
              + this
              + "; axes run from "
              + -sizes.length
              + " to "
              + (sizes.length - 1));
    }
    return counted;
  }

  /** Returns this shape followed by {@code inner}. */
  public Shape append(Shape inner) {
    int[] joined = Arrays.copyOf(sizes, sizes.length + inner.sizes.length);
    System.arraycopy(inner.sizes, 0, joined, sizes.length, inner.sizes.length);
    return of(joined);
  }

  /** Returns this shape followed by more axes. */
  public Shape append(int... inner) {
    return append(of(inner));
  }

  /** Returns this shape with more axes in front. */
  public Shape prepend(int... outer) {
    return of(outer).append(this);
  }

  /** Returns the first {@code count} axes. */
  public Shape leading(int count) {
    return of(Arrays.copyOfRange(sizes, 0, checkedCount("leading", count)));
  }

  /** Returns the last {@code count} axes. */
  public Shape trailing(int count) {
    return of(
        Arrays.copyOfRange(sizes, sizes.length - checkedCount("trailing", count), sizes.length));
  }

  /** Returns all but the last {@code count} axes. */
  public Shape dropTrailing(int count) {
    return leading(sizes.length - checkedCount("dropTrailing", count));
  }

  /** Returns this shape with one axis length replaced. */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis("with", axis)] = size;
    return of(changed);
  }

  /**
   * Returns the shape that both broadcast to under NumPy's rule: axes are aligned at the last,
   * lengths must be equal or one of them 1.
   *
   * @param operation named in the message
   * @throws IllegalArgumentException if the shapes do not fit; the message names both
   */
  public static Shape broadcast(String operation, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    int[] joined = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int a = i <= left.rank() ? left.sizes[left.rank() - i] : 1;
      int b = i <= right.rank() ? right.sizes[right.rank() - i] : 1;
      if (a != b && a != 1 && b != 1) {
        throw new IllegalArgumentException(
            operation
                + ": shapes do not broadcast: "
                + left
                + " and "
                + right
                + " differ at axis "
                + -i
                + " ("
                + a
                + " against "
                + b
                + "); lengths must be equal or 1");
      }
      joined[rank - i] = a == 1 ? b : a;
    }
    return of(joined);
  }

  private int checkedCount(String operation, int count) {
    if (count < 0 || count > sizes.length) {
      throw new IllegalArgumentException(
          operation + ": " + count + " axes asked of " + this + ", which has " + sizes.length);
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the lengths in parentheses, such as {@code (128, 784)}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
