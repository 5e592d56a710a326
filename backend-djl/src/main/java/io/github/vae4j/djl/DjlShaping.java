package io.github.vae4j.djl;

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
abstract class DjlShaping extends DjlArithmetic implements Creation, Shaping {
  DjlShaping(DjlScope scope) {
    super(scope);
  }

  @Override
  public final Tensor tensor(float[] values, Shape shape) {
    return constant("tensor", values, ShapeRules.tensor(values.length, shape));
  }

  @Override
  public final Tensor tensor(double[] values, Shape shape) {
    return constant("tensor", Floats.of(values), ShapeRules.tensor(values.length, shape));
  }

  @Override
  public final Tensor full(double value, Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, (float) value);
    return constant("full", values, shape);
  }

  @Override
  public final Tensor range(int count) {
    Shape shape = ShapeRules.range(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return constant("range", values, shape);
  }

  private Tensor constant(String operation, float[] values, Shape shape) {
    requireOpen(operation);
    return scope.make(operation, shape, scope.caller().constant(values, shape));
  }

  @Override
  public final Tensor view(State state, long offset, Shape shape) {
    requireOpen("view");
    if (!(state instanceof DjlState mine) || mine.backend() != scope.backend()) {
      throw new IllegalArgumentException(
          "view: the state of "
              + state.size()
              + " entries belongs to another backend, '"
              + state.backend().name()
              + "', not to this one, 'djl'; allocate it here");
    }
    return scope.makeView(shape, mine, mine.range("view", offset, shape));
  }

  @Override
  public final Tensor uniform(RandomStream stream, Shape shape) {
    return drawn("uniform", HostRandom::uniform, stream, shape);
  }

  @Override
  public final Tensor normal(RandomStream stream, Shape shape) {
    return drawn("normal", HostRandom::normal, stream, shape);
  }

  private Tensor drawn(String operation, Draw.Source source, RandomStream stream, Shape shape) {
    requireOpen(operation);
    Draw draw = new Draw(source, stream, Math.toIntExact(shape.size()));
    return scope.make(operation, shape, scope.caller().drawn(draw, shape));
  }

  @Override
  public final Tensor reshape(Tensor x, Shape shape) {
    return reshaped("reshape", x, ShapeRules.reshape(x.shape(), shape));
  }

  @Override
  public final Tensor permute(Tensor x, int... axes) {
    return call("permute", ShapeRules.permute(x.shape(), axes), x, axes.clone());
  }

  @Override
  public final Tensor broadcastTo(Tensor x, Shape shape) {
    ShapeRules.broadcastTo(x.shape(), shape);
    return look("broadcastTo", "broadcastTo", shape, x, shape.toArray());
  }

  @Override
  public final Tensor slice(Tensor x, int axis, int from, int to) {
    Shape shape = ShapeRules.slice(x.shape(), axis, from, to);
    if (shape.equals(x.shape())) {
      return same("slice", x);
    }
    int counted = x.shape().axis("slice", axis);
    return x.shape().leading(counted).size() == 1
        ? look("slice", "slice", shape, x, counted, from, to)
        : call("slice", shape, x, counted, from, to);
  }

  @Override
  public final Tensor pad(Tensor x, int axis, int before, int after) {
    Shape shape = ShapeRules.pad(x.shape(), axis, before, after);
    // two numbers for each axis, the last axis first
    int[] zeros = new int[2 * (x.shape().rank() - x.shape().axis("pad", axis))];
    zeros[zeros.length - 2] = before;
    zeros[zeros.length - 1] = after;
    return call("pad", shape, x, zeros);
  }

  @Override
  public final Tensor concat(List<Tensor> parts, int axis) {
    Shape shape = ShapeRules.concat(parts.stream().map(Tensor::shape).toList(), axis);
    List<Value> values = parts.stream().map(part -> value("concat", part)).toList();
    return call("concat", shape, values, shape.axis("concat", axis));
  }

  @Override
  public final Tensor gather(Tensor table, Tensor rows) {
    Shape shape = ShapeRules.gather(table.shape(), rows.shape());
    requireRows("gather", rows, table.shape().dim(0));
    return call("gather", shape, table, rows, shape.toArray());
  }

  @Override
  public final Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    Shape shape = ShapeRules.scatterAdd(rows.shape(), updates.shape(), count);
    requireRows("scatterAdd", rows, count);
    Shape flat = shape.with(0, Math.toIntExact(rows.shape().size()));
    return call("scatterAdd", shape, rows, updates, shape.toArray(), flat.toArray());
  }

  /** Refuses numbers of rows that are not there; in a captured step libtorch does. */
  private void requireRows(String operation, Tensor rows, int count) {
    if (scope.caller() instanceof Immediate && value(operation, rows) instanceof Memory memory) {
      RowNumbers.of(operation, scope.backend().download(memory), count);
    }
  }
}
