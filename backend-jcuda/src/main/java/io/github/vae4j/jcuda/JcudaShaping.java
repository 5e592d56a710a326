package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Shaping;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Operations that move entries: one launch each, none where the entries keep their order. */
abstract class JcudaShaping extends JcudaArithmetic implements Shaping {
  /** As many tensors as the kernel {@code join} of {@code shape.cu} joins. */
  private static final int JOINED = 4;

  JcudaShaping(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor reshape(Tensor x, Shape shape) {
    return part("reshape", x, 0, ShapeRules.reshape(x.shape(), shape));
  }

  @Override
  public final Tensor permute(Tensor x, int... axes) {
    return permuted("permute", x, axes);
  }

  /** Returns x with its axes reordered, under the name of the operation that needs it so. */
  final JcudaTensor permuted(String operation, Tensor x, int... axes) {
    Shape shape = ShapeRules.permute(x.shape(), axes);
    int[] own = Walk.strides(x.shape());
    int[] strides = Arrays.stream(axes).map(axis -> own[axis]).toArray();
    return walked(operation, x, 0, shape, Walk.over(shape, strides));
  }

  @Override
  public final Tensor broadcastTo(Tensor x, Shape shape) {
    ShapeRules.broadcastTo(x.shape(), shape);
    return walked("broadcastTo", x, 0, shape, Walk.repeated(shape, x.shape()));
  }

  @Override
  public final Tensor slice(Tensor x, int axis, int from, int to) {
    Shape shape = ShapeRules.slice(x.shape(), axis, from, to);
    int[] strides = Walk.strides(x.shape());
    int start = from * strides[x.shape().axis("slice", axis)];
    return walked("slice", x, start, shape, Walk.over(shape, strides));
  }

  /** Returns the entries of x that a walk from entry {@code start} on comes by. */
  private JcudaTensor walked(String operation, Tensor x, int start, Shape shape, Walk walk) {
    if (walk.isStraight()) {
      return part(operation, x, start, shape);
    }
    long from = address(operation, x) + (long) start * Float.BYTES;
    JcudaTensor result = result(operation, shape);
    long to = result.address(operation);
    int count = (int) shape.size();
    if (count > 0 && !chained("copy", to, count, walk, 0, 0, from)) {
      launch("walked", Grid.flat(count), from, walk.members(operation), to, count);
    }
    return result;
  }

  @Override
  public final Tensor pad(Tensor x, int axis, int before, int after) {
    Shape shape = ShapeRules.pad(x.shape(), axis, before, after);
    int counted = shape.axis("pad", axis);
    long from = address("pad", x);
    JcudaTensor padded = result("pad", shape);
    int count = (int) shape.size();
    if (count > 0) {
      int inner = Walk.strides(shape)[counted];
      launch(
          "pad",
          Grid.flat(count),
          from,
          before * inner,
          x.shape().dim(counted) * inner,
          Divisor.of(shape.dim(counted) * inner),
          padded.address("pad"),
          count);
    }
    return padded;
  }

  @Override
  public final Tensor concat(List<Tensor> parts, int axis) {
    Shape shape = ShapeRules.concat(parts.stream().map(Tensor::shape).toList(), axis);
    long[] from = parts.stream().mapToLong(part -> address("concat", part)).toArray();
    JcudaTensor joined = result("concat", shape);
    int counted = shape.axis("concat", axis);
    int rows = (int) shape.leading(counted).size();
    int[] widths = parts.stream().mapToInt(part -> width(part.shape(), counted)).toArray();
    if (rows == 1 && Chain.takes("copy", shape.size()) && scope.lane().queue().chains()) {
      follow(from, widths, joined);
      return joined;
    }
    int start = 0;
    for (int first = 0; first < widths.length; first += JOINED) {
      int last = Math.min(first + JOINED, widths.length);
      long[] some = Arrays.copyOfRange(from, first, last);
      start +=
          join(
              some,
              Arrays.copyOfRange(widths, first, last),
              rows,
              start,
              width(shape, counted),
              joined);
    }
    return joined;
  }

  /** Writes tensors one behind another, within a chain. */
  private void follow(long[] from, int[] widths, JcudaTensor joined) {
    long to = joined.address("concat");
    for (int i = 0; i < widths.length; i++) {
      Shape part = Shape.of(widths[i]);
      if (widths[i] > 0) {
        chained("copy", to, widths[i], Walk.repeated(part, part), 0, 0, from[i]);
      }
      to += (long) widths[i] * Float.BYTES;
    }
  }

  /** Writes rows of up to four tensors beside one another, and returns how wide they are. */
  private int join(long[] from, int[] widths, int rows, int start, int whole, JcudaTensor joined) {
    long[] four = Arrays.copyOf(from, JOINED);
    int[] ends = new int[JOINED];
    int width = 0;
    for (int i = 0; i < JOINED; i++) {
      width += i < widths.length ? widths[i] : 0;
      ends[i] = width;
    }
    int count = rows * width;
    if (count > 0) {
      launch(
          "join",
          Grid.flat(count),
          four[0],
          four[1],
          four[2],
          four[3],
          ends,
          Divisor.of(width),
          start,
          whole,
          joined.address("concat"),
          count);
    }
    return width;
  }

  /** Returns the number of entries of an axis and those after it. */
  private static int width(Shape shape, int axis) {
    return (int) shape.trailing(shape.rank() - axis).size();
  }

  @Override
  public final Tensor gather(Tensor table, Tensor rows) {
    Shape shape = ShapeRules.gather(table.shape(), rows.shape());
    long from = address("gather", table);
    long numbers = address("gather", rows);
    JcudaTensor gathered = result("gather", shape);
    int count = (int) shape.size();
    if (count > 0) {
      launch(
          "gather",
          Grid.flat(count),
          from,
          table.shape().dim(0),
          numbers,
          Divisor.of(width(table.shape(), 1)),
          gathered.address("gather"),
          count);
    }
    return gathered;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A row that is not there makes the whole result NaN.
   */
  @Override
  public final Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    Shape shape = ShapeRules.scatterAdd(rows.shape(), updates.shape(), count);
    long numbers = address("scatterAdd", rows);
    long from = address("scatterAdd", updates);
    JcudaTensor table = result("scatterAdd", shape);
    int size = (int) shape.size();
    if (size > 0) {
      launch(
          "scatter_add",
          Grid.flat(size),
          numbers,
          from,
          (int) rows.shape().size(),
          count,
          Divisor.of(width(shape, 1)),
          table.address("scatterAdd"),
          size);
    }
    return table;
  }
}
