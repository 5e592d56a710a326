package io.github.vae4j.api.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The result shapes of {@link Ops}, and the refusal of operands that do not fit. Every backend
 * calls these, so that all give the same shapes and the same messages.
 */
public final class ShapeRules {
  private ShapeRules() {}

  /** Returns {@code shape} if it has as many entries as there are values. */
  public static Shape tensor(int values, Shape shape) {
    require(
        values == shape.size(),
        "tensor: %d values do not fill shape %s, which has %d entries",
        values,
        shape,
        shape.size());
    return shape;
  }

  /** Returns the shape of {@link Creation#range}. */
  public static Shape range(int count) {
    require(count >= 0, "range: the count must be 0 or more, got %d", count);
    return Shape.of(count);
  }

  /** Refuses a range that does not lie in a state of {@code size} entries. */
  public static void stateRange(String operation, long offset, long length, long size) {
    require(
        offset >= 0 && length >= 0 && offset <= size - length,
        "%s: range [%d, %d) does not lie in a state of %d entries",
        operation,
        offset,
        offset + length,
        size);
  }

  /** Returns the broadcast of three shapes. */
  public static Shape select(Shape condition, Shape yes, Shape no) {
    return Shape.broadcast("select", condition, Shape.broadcast("select", yes, no));
  }

  /**
   * Returns the distinct axes of a reduction counted from the front, in ascending order; all of
   * them where none is listed.
   */
  public static int[] axes(String operation, Shape x, int... axes) {
    int[] counted = new int[axes.length == 0 ? x.rank() : axes.length];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = axes.length == 0 ? i : x.axis(operation, axes[i]);
    }
    Arrays.sort(counted);
    for (int i = 1; i < counted.length; i++) {
      require(
          counted[i] != counted[i - 1],
          "%s: axis %d is listed twice in %s",
          operation,
          counted[i],
          Arrays.toString(axes));
    }
    return counted;
  }

  /** Returns the shape of a reduction over some axes, none meaning all. */
  public static Shape reduce(String operation, Shape x, boolean keep, int... axes) {
    int[] counted = axes(operation, x, axes);
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (Arrays.binarySearch(counted, i) < 0) {
        left.add(x.dim(i));
      } else if (keep) {
        left.add(1);
      }
    }
    return Shape.of(left.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Returns the shape of a maximum over some axes, none of which may be empty. */
  public static Shape max(Shape x, boolean keep, int... axes) {
    for (int axis : axes("max", x, axes)) {
      require(
          x.dim(axis) > 0, "max: axis %d of shape %s is empty and has no largest entry", axis, x);
    }
    return reduce("max", x, keep, axes);
  }

  /** Returns the shape of an argmax. */
  public static Shape argmax(Shape x, int axis) {
    require(
        x.dim(x.axis("argmax", axis)) > 0,
        "argmax: axis %d of shape %s is empty and has no largest entry",
        axis,
        x);
    return reduce("argmax", x, false, axis);
  }

  /** Returns {@code shape} if it has as many entries as {@code x}. */
  public static Shape reshape(Shape x, Shape shape) {
    require(
        x.size() == shape.size(),
        "reshape: %s has %d entries and %s has %d; they must be equal",
        x,
        x.size(),
        shape,
        shape.size());
    return shape;
  }

  /** Returns the shape of a permutation. */
  public static Shape permute(Shape x, int... axes) {
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    boolean all = axes.length == x.rank();
    for (int i = 0; all && i < sorted.length; i++) {
      all = sorted[i] == i;
    }
    require(
        all,
        "permute: %s does not list each axis of shape %s once, as 0 to %d in any order",
        Arrays.toString(axes),
        x,
        x.rank() - 1);
    return Shape.of(Arrays.stream(axes).map(x::dim).toArray());
  }

  /** Returns {@code shape} if {@code x} broadcasts to it. */
  public static Shape broadcastTo(Shape x, Shape shape) {
    boolean fits = x.rank() <= shape.rank();
    for (int i = 1; fits && i <= x.rank(); i++) {
      fits = x.dim(-i) == 1 || x.dim(-i) == shape.dim(-i);
    }
    require(
        fits,
        "broadcastTo: %s does not broadcast to %s; from the last axis on, lengths must be equal or 1",
        x,
        shape);
    return shape;
  }

  /** Returns the axes of {@code wide} along which {@code narrow} was broadcast to it. */
  public static int[] broadcastAxes(String operation, Shape narrow, Shape wide) {
    boolean fits = narrow.rank() <= wide.rank();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; fits && i < wide.rank(); i++) {
      int at = i - (wide.rank() - narrow.rank());
      boolean stretched = at < 0 || (narrow.dim(at) == 1 && wide.dim(i) != 1);
      fits = stretched || narrow.dim(at) == wide.dim(i);
      if (stretched) {
        axes.add(i);
      }
    }
    require(fits, "%s: %s does not broadcast to %s", operation, narrow, wide);
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns the shape of a slice. */
  public static Shape slice(Shape x, int axis, int from, int to) {
    int length = x.dim(x.axis("slice", axis));
    require(
        0 <= from && from <= to && to <= length,
        "slice: [%d, %d) does not lie in axis %d of shape %s, which has length %d",
        from,
        to,
        axis,
        x,
        length);
    return x.with(axis, to - from);
  }

  /** Returns the shape of a padded tensor. */
  public static Shape pad(Shape x, int axis, int before, int after) {
    int counted = x.axis("pad", axis);
    require(
        before >= 0 && after >= 0,
        "pad: zeros added must be 0 or more, got %d before and %d after",
        before,
        after);
    return x.with(counted, x.dim(counted) + before + after);
  }

  /** Returns the shape of joined tensors. */
  public static Shape concat(List<Shape> parts, int axis) {
    require(!parts.isEmpty(), "concat: no tensors to join along axis %d", axis);
    Shape first = parts.get(0);
    int counted = first.axis("concat", axis);
    int length = 0;
    for (Shape part : parts) {
      require(
          part.rank() == first.rank() && part.with(counted, 0).equals(first.with(counted, 0)),
          "concat: %s and %s differ outside axis %d",
          first,
          part,
          counted);
      length += part.dim(counted);
    }
    return first.with(counted, length);
  }

  /** Returns the shape of gathered rows. */
  public static Shape gather(Shape table, Shape rows) {
    require(table.rank() > 0, "gather: the table is a scalar; it must have rows");
    return rows.append(table.trailing(table.rank() - 1));
  }

  /** Returns the shape of scattered rows. */
  public static Shape scatterAdd(Shape rows, Shape updates, int count) {
    require(count >= 0, "scatterAdd: the count of rows must be 0 or more, got %d", count);
    boolean fits = updates.rank() >= rows.rank() && updates.leading(rows.rank()).equals(rows);
    require(
        fits, "scatterAdd: updates %s must begin with the shape of the rows, %s", updates, rows);
    return updates.trailing(updates.rank() - rows.rank()).prepend(count);
  }

  /** Returns the shape of a matrix product. */
  public static Shape matmul(Shape a, Shape b, boolean transposeA, boolean transposeB) {
    require(
        a.rank() >= 2 && b.rank() >= 2,
        "matmul: operands must have rank 2 or more: left is %s, right is %s",
        a,
        b);
    int n = a.dim(transposeA ? -1 : -2);
    int m = a.dim(transposeA ? -2 : -1);
    int inner = b.dim(transposeB ? -1 : -2);
    int k = b.dim(transposeB ? -2 : -1);
    require(
        m == inner,
        "matmul: inner sizes differ: left is %s%s, right is %s%s; right must be %s",
        a,
        transposed(transposeA),
        b,
        transposed(transposeB),
        transposeB ? "(k, " + m + ") transposed" : "(" + m + ", k)");
    return Shape.broadcast("matmul", a.dropTrailing(2), b.dropTrailing(2)).append(n, k);
  }

  /** Returns the shape of the solution of a triangular system. */
  public static Shape triangularSolve(Shape triangle, Shape right) {
    require(
        triangle.rank() >= 2 && right.rank() >= 2,
        "triangularSolve: operands must have rank 2 or more: triangle is %s, right side is %s",
        triangle,
        right);
    require(
        triangle.dim(-1) == triangle.dim(-2),
        "triangularSolve: the triangle must be square, got %s",
        triangle);
    require(
        triangle.dim(-1) == right.dim(-2),
        "triangularSolve: triangle %s does not fit right side %s, which must be (%d, k)",
        triangle,
        right,
        triangle.dim(-1));
    return Shape.broadcast("triangularSolve", triangle.dropTrailing(2), right.dropTrailing(2))
        .append(right.trailing(2));
  }

  /** Returns the shape of {@link Fused#linear}. */
  public static Shape linear(Shape x, Shape weight, Shape bias) {
    require(
        x.rank() >= 1 && weight.rank() == 2 && bias.rank() == 1,
        "linear: x must have rank 1 or more, the weight 2 and the bias 1, got %s, %s and %s",
        x,
        weight,
        bias);
    require(
        x.dim(-1) == weight.dim(0),
        "linear: x is %s and the weight %s; the last axis of x must be the weight's first",
        x,
        weight);
    require(
        weight.dim(1) == bias.dim(0),
        "linear: the weight is %s and the bias %s; the bias must have the weight's last length",
        weight,
        bias);
    return x.with(-1, weight.dim(1));
  }

  /** Returns x's shape as a matrix: all leading axes together, then the last. */
  public static Shape rows(Shape x) {
    return Shape.of(Math.toIntExact(x.dropTrailing(1).size()), x.dim(-1));
  }

  /** Returns the broadcast of two shapes without its last axis. */
  public static Shape rowwise(String operation, Shape x, Shape parameters) {
    Shape wide = Shape.broadcast(operation, x, parameters);
    require(
        wide.rank() >= 1,
        "%s: operands must have rank 1 or more, got %s and %s",
        operation,
        x,
        parameters);
    return wide.dropTrailing(1);
  }

  /** Refuses an activation whose derivative needs its input. */
  public static void requireDifferentiableFromOutput(String operation, Activation activation) {
    require(
        activation.differentiableFromOutput(),
        "%s: the derivative of %s needs its input; use activationGrad",
        operation,
        activation);
  }

  private static String transposed(boolean transposed) {
    return transposed ? " transposed" : "";
  }

  static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(message, values));
    }
  }
}
