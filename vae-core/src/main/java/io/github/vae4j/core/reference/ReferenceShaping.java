package io.github.vae4j.core.reference;

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
abstract class ReferenceShaping extends ReferenceArithmetic implements Creation, Shaping {
  ReferenceShaping(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public final Tensor tensor(float[] values, Shape shape) {
    return result("tensor", ShapeRules.tensor(values.length, shape), widened(values));
  }

  @Override
  public final Tensor tensor(double[] values, Shape shape) {
    return result("tensor", ShapeRules.tensor(values.length, shape), values.clone());
  }

  @Override
  public final Tensor full(double value, Shape shape) {
    double[] filled = new double[size(shape)];
    Arrays.fill(filled, value);
    return result("full", shape, filled);
  }

  @Override
  public final Tensor range(int count) {
    Shape shape = ShapeRules.range(count);
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> i);
    return result("range", shape, numbers);
  }

  @Override
  public final Tensor view(State state, long offset, Shape shape) {
    requireOpen("view");
    if (!(state instanceof ReferenceState mine) || mine.backend() != scope.backend()) {
      throw new IllegalArgumentException(
          "view: the state of "
              + state.size()
              + " entries belongs to another backend, '"
              + state.backend().name()
              + "', not to this one, 'reference'; allocate it here");
    }
    return scope.makeView(shape, mine, mine.range("view", offset, shape.size()));
  }

  @Override
  public final Tensor uniform(RandomStream stream, Shape shape) {
    float[] drawn = new float[size(shape)];
    HostRandom.uniform(
        stream.key(), stream.site(), stream.step().value(), 0, drawn, 0, drawn.length);
    return result("uniform", shape, widened(drawn));
  }

  @Override
  public final Tensor normal(RandomStream stream, Shape shape) {
    float[] drawn = new float[size(shape)];
    HostRandom.normal(
        stream.key(), stream.site(), stream.step().value(), 0, drawn, 0, drawn.length);
    return result("normal", shape, widened(drawn));
  }

  @Override
  public final Tensor reshape(Tensor x, Shape shape) {
    return result("reshape", ShapeRules.reshape(x.shape(), shape), values("reshape", x).clone());
  }

  @Override
  public final Tensor permute(Tensor x, int... axes) {
    Shape shape = ShapeRules.permute(x.shape(), axes);
    return result("permute", shape, at(values("permute", x), Positions.along(x.shape(), axes), 0));
  }

  @Override
  public final Tensor broadcastTo(Tensor x, Shape shape) {
    ShapeRules.broadcastTo(x.shape(), shape);
    return result("broadcastTo", shape, stretched("broadcastTo", x, shape).clone());
  }

  @Override
  public final Tensor slice(Tensor x, int axis, int from, int to) {
    Shape shape = ShapeRules.slice(x.shape(), axis, from, to);
    int[] strides = Positions.strides(x.shape());
    int start = from * strides[x.shape().axis("slice", axis)];
    int[] positions = Positions.walk(shape.toArray(), strides);
    return result("slice", shape, at(values("slice", x), positions, start));
  }

  @Override
  public final Tensor pad(Tensor x, int axis, int before, int after) {
    Shape shape = ShapeRules.pad(x.shape(), axis, before, after);
    double[] padded = new double[size(shape)];
    place(values("pad", x), x.shape(), padded, shape, axis, before);
    return result("pad", shape, padded);
  }

  @Override
  public final Tensor concat(List<Tensor> parts, int axis) {
    Shape shape = ShapeRules.concat(parts.stream().map(Tensor::shape).toList(), axis);
    double[] joined = new double[size(shape)];
    int before = 0;
    for (Tensor part : parts) {
      place(values("concat", part), part.shape(), joined, shape, axis, before);
      before += part.shape().dim(axis);
    }
    return result("concat", shape, joined);
  }

  @Override
  public final Tensor gather(Tensor table, Tensor rows) {
    Shape shape = ShapeRules.gather(table.shape(), rows.shape());
    double[] from = values("gather", table);
    int[] numbers = RowNumbers.of("gather", values("gather", rows), table.shape().dim(0));
    int width = width(table.shape());
    double[] gathered = new double[size(shape)];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(from, numbers[i] * width, gathered, i * width, width);
    }
    return result("gather", shape, gathered);
  }

  @Override
  public final Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    Shape shape = ShapeRules.scatterAdd(rows.shape(), updates.shape(), count);
    double[] from = values("scatterAdd", updates);
    int[] numbers = RowNumbers.of("scatterAdd", values("scatterAdd", rows), count);
    int width = width(shape);
    double[] table = new double[size(shape)];
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j < width; j++) {
        table[numbers[i] * width + j] += from[i * width + j];
      }
    }
    return result("scatterAdd", shape, table);
  }

  /**
   * Writes all entries of {@code from} into a wider array, {@code before} places on along one axis.
   */
  private static void place(
      double[] from, Shape shape, double[] into, Shape wide, int axis, int before) {
    int[] strides = Positions.strides(wide);
    int[] positions = Positions.walk(shape.toArray(), strides);
    int start = before * strides[wide.axis("place", axis)];
    for (int i = 0; i < from.length; i++) {
      into[start + positions[i]] = from[i];
    }
  }

  /** Returns the number of entries of one row. */
  private static int width(Shape table) {
    return size(table.trailing(table.rank() - 1));
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
