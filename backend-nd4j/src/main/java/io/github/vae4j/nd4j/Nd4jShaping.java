package io.github.vae4j.nd4j;

import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.tensor.Creation;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.RowNumbers;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Shaping;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Operations that make tensors and move entries. */
abstract class Nd4jShaping extends Nd4jArithmetic implements Creation, Shaping {
  /**
   * Random numbers made at a time: whole blocks of four, and few enough that small draws occupy all
   * threads.
   */
  private static final int DRAWN_TOGETHER = 1024;

  Nd4jShaping(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public final Tensor tensor(float[] values, Shape shape) {
    Nd4jTensor result = result("tensor", ShapeRules.tensor(values.length, shape));
    result.span("tensor").set(0, values, workers);
    return result;
  }

  @Override
  public final Tensor tensor(double[] values, Shape shape) {
    Nd4jTensor result = result("tensor", ShapeRules.tensor(values.length, shape));
    result.span("tensor").set(0, values, workers);
    return result;
  }

  @Override
  public final Tensor full(double value, Shape shape) {
    Nd4jTensor result = result("full", shape);
    Span out = result.span("full");
    out.fill(0, out.size(), (float) value, workers);
    return result;
  }

  @Override
  public final Tensor range(int count) {
    return filled(
        "range",
        ShapeRules.range(count),
        (from, n, s) -> {
          for (int i = 0; i < n; i++) {
            s.a[i] = from + i;
          }
        });
  }

  @Override
  public final Tensor view(State state, long offset, Shape shape) {
    requireOpen("view");
    if (!(state instanceof Nd4jState mine) || mine.backend() != scope.backend()) {
      throw new IllegalArgumentException(
          "view: the state of "
              + state.size()
              + " entries belongs to another backend, '"
              + state.backend().name()
              + "', not to this one, 'nd4j'; allocate it here");
    }
    return scope.makeView(shape, mine, mine.range("view", offset, shape.size()));
  }

  @Override
  public final Tensor uniform(RandomStream stream, Shape shape) {
    long step = stream.step().value();
    return drawn(
        "uniform",
        shape,
        (from, n, s) -> HostRandom.uniform(stream.key(), stream.site(), step, from, s.a, 0, n));
  }

  @Override
  public final Tensor normal(RandomStream stream, Shape shape) {
    long step = stream.step().value();
    return drawn(
        "normal",
        shape,
        (from, n, s) -> HostRandom.normal(stream.key(), stream.site(), step, from, s.a, 0, n));
  }

  private Tensor drawn(String operation, Shape shape, Workers.Piece piece) {
    Nd4jTensor result = result(operation, shape);
    Span out = result.span(operation);
    workers.pieces(
        out.size(),
        DRAWN_TOGETHER,
        (from, n, s) -> {
          piece.run(from, n, s);
          out.write(from, s.a, n);
        });
    return result;
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
  final Nd4jTensor permuted(String operation, Tensor x, int... axes) {
    Shape shape = ShapeRules.permute(x.shape(), axes);
    if (inOrder(axes)) {
      return part(operation, x, 0, shape);
    }
    int[] own = Stretched.strides(x.shape());
    int[] strides = Arrays.stream(axes).map(axis -> own[axis]).toArray();
    return walked(operation, shape, Stretched.walk(span(operation, x), shape.toArray(), strides));
  }

  private static boolean inOrder(int[] axes) {
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != i) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final Tensor broadcastTo(Tensor x, Shape shape) {
    ShapeRules.broadcastTo(x.shape(), shape);
    return walked("broadcastTo", shape, stretched("broadcastTo", x, shape));
  }

  @Override
  public final Tensor slice(Tensor x, int axis, int from, int to) {
    Shape shape = ShapeRules.slice(x.shape(), axis, from, to);
    int counted = x.shape().axis("slice", axis);
    int[] strides = Stretched.strides(x.shape());
    int start = from * strides[counted];
    if (x.shape().leading(counted).size() == 1) {
      return part("slice", x, start, shape);
    }
    Span span = span("slice", x);
    Span moved = new Span(span.block(), span.offset() + start, span.size() - start);
    return walked("slice", shape, Stretched.walk(moved, shape.toArray(), strides));
  }

  private Nd4jTensor walked(String operation, Shape shape, Stretched walk) {
    return filled(operation, shape, (from, n, s) -> walk.read(from, s.a, n));
  }

  @Override
  public final Tensor pad(Tensor x, int axis, int before, int after) {
    Shape shape = ShapeRules.pad(x.shape(), axis, before, after);
    Span from = span("pad", x);
    Nd4jTensor padded = result("pad", shape);
    Span out = padded.span("pad");
    out.fill(0, out.size(), 0, workers);
    place(from, x.shape(), out, shape, x.shape().axis("pad", axis), before);
    return padded;
  }

  @Override
  public final Tensor concat(List<Tensor> parts, int axis) {
    Shape shape = ShapeRules.concat(parts.stream().map(Tensor::shape).toList(), axis);
    List<Span> spans = parts.stream().map(part -> span("concat", part)).toList();
    Nd4jTensor joined = result("concat", shape);
    Span out = joined.span("concat");
    int counted = shape.axis("concat", axis);
    int before = 0;
    for (int i = 0; i < spans.size(); i++) {
      place(spans.get(i), parts.get(i).shape(), out, shape, counted, before);
      before += parts.get(i).shape().dim(counted);
    }
    return joined;
  }

  /** Writes all entries into a wider tensor, {@code before} places on along one axis. */
  private void place(Span from, Shape shape, Span into, Shape wide, int axis, int before) {
    int outer = (int) shape.leading(axis).size();
    int inner = (int) shape.trailing(shape.rank() - axis).size();
    int stride = Stretched.strides(wide)[axis];
    int wideInner = wide.dim(axis) * stride;
    if (from.size() == 0) {
      return;
    }
    if (outer == 1) {
      into.copyAll(before * stride, from, workers);
      return;
    }
    workers.pieces(
        outer,
        rowsPerTile(inner),
        (first, count, s) -> {
          for (int row = first; row < first + count; row++) {
            into.copy(row * wideInner + before * stride, from, row * inner, inner);
          }
        });
  }

  @Override
  public final Tensor gather(Tensor table, Tensor rows) {
    Shape shape = ShapeRules.gather(table.shape(), rows.shape());
    Span from = span("gather", table);
    int[] numbers = rowNumbers("gather", rows, table.shape().dim(0));
    int width = width(table.shape());
    Nd4jTensor gathered = result("gather", shape);
    Span out = gathered.span("gather");
    workers.pieces(
        numbers.length,
        rowsPerTile(width),
        (first, count, s) -> {
          for (int i = first; i < first + count; i++) {
            out.copy(i * width, from, numbers[i] * width, width);
          }
        });
    return gathered;
  }

  @Override
  public final Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    Shape shape = ShapeRules.scatterAdd(rows.shape(), updates.shape(), count);
    Span from = span("scatterAdd", updates);
    int[] numbers = rowNumbers("scatterAdd", rows, count);
    int width = width(shape);
    Nd4jTensor table = result("scatterAdd", shape);
    Span out = table.span("scatterAdd");
    out.fill(0, out.size(), 0, workers);
    // columns apart, for two updates may have one row
    workers.pieces(
        width,
        Scratch.TILE,
        (column, n, s) -> {
          for (int i = 0; i < numbers.length; i++) {
            out.read(numbers[i] * width + column, s.a, n);
            from.read(i * width + column, s.b, n);
            Kernels.add(s.a, s.b, s.a, n);
            out.write(numbers[i] * width + column, s.a, n);
          }
        });
    return table;
  }

  private int[] rowNumbers(String operation, Tensor rows, int count) {
    Span span = span(operation, rows);
    return RowNumbers.of(operation, span.toFloats(0, span.size(), workers), count);
  }

  /** Returns how many rows of a width fill a tile, at least one. */
  static int rowsPerTile(int width) {
    return Math.max(1, Scratch.TILE / Math.max(1, width));
  }

  /** Returns the number of entries of one row. */
  private static int width(Shape table) {
    return (int) table.trailing(table.rank() - 1).size();
  }
}
