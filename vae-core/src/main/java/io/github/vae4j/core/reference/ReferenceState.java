package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.OperandRules;
import io.github.vae4j.api.tensor.RowNumbers;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;

/** An array of doubles with the updates of training. */
final class ReferenceState implements State {
  private final ReferenceBackend backend;
  private final double[] entries;
  private volatile boolean closed;

  ReferenceState(ReferenceBackend backend, int size) {
    this.backend = backend;
    this.entries = new double[size];
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public long size() {
    return entries.length;
  }

  @Override
  public void set(long offset, float[] values) {
    int at = range("set", offset, values.length);
    for (int i = 0; i < values.length; i++) {
      entries[at + i] = values[i];
    }
  }

  @Override
  public void set(long offset, double[] values) {
    System.arraycopy(values, 0, entries, range("set", offset, values.length), values.length);
  }

  @Override
  public void fill(long offset, long length, double value) {
    int at = range("fill", offset, length);
    Arrays.fill(entries, at, at + (int) length, value);
  }

  @Override
  public float[] toFloats(long offset, int length) {
    int at = range("toFloats", offset, length);
    float[] rounded = new float[length];
    for (int i = 0; i < length; i++) {
      rounded[i] = (float) entries[at + i];
    }
    return rounded;
  }

  @Override
  public double[] toDoubles(long offset, int length) {
    int at = range("toDoubles", offset, length);
    return Arrays.copyOfRange(entries, at, at + length);
  }

  @Override
  public void assign(long offset, Tensor value) {
    double[] values = operand("assign", value);
    System.arraycopy(values, 0, entries, range("assign", offset, values.length), values.length);
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    double[] values = operand("assign", value);
    int at = range("assign", offset, values.length);
    if (good("assign", health)) {
      System.arraycopy(values, 0, entries, at, values.length);
    }
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    double[] values = operand("accumulate", value);
    int at = range("accumulate", offset, values.length);
    for (int i = 0; i < values.length; i++) {
      entries[at + i] += values[i];
    }
  }

  @Override
  public void measure(Tensor loss, State health) {
    range("measure", 0, 0);
    ReferenceState judged = mine("measure", health, HEALTH_SIZE);
    double[] value = operand("measure", loss);
    if (value.length != 1) {
      throw new IllegalArgumentException(
          "measure: the loss must have one entry, got shape " + loss.shape());
    }
    Summation squares = new Summation();
    for (double entry : entries) {
      squares.add(entry * entry);
    }
    double norm = Math.sqrt(squares.total());
    judged.entries[1] = norm;
    if (!Double.isFinite(norm) || !Double.isFinite(value[0])) {
      judged.entries[0] = 0;
    }
  }

  @Override
  public void adamStep(
      long offset,
      long length,
      State gradients,
      State first,
      State second,
      State scalars,
      State health) {
    int at = range("adamStep", offset, length);
    double[] g = mine("adamStep", gradients, offset + length).entries;
    double[] m = mine("adamStep", first, offset + length).entries;
    double[] v = mine("adamStep", second, offset + length).entries;
    Update update = update("adamStep", scalars, health);
    if (good("adamStep", health)) {
      for (int i = at; i < at + length; i++) {
        update.adam(entries, i, g[i], m, v);
      }
    }
  }

  @Override
  public void adamRows(
      int width,
      Tensor rows,
      Tensor gradients,
      State first,
      State second,
      State scalars,
      State health) {
    double[] m = mine("adamRows", first, size()).entries;
    double[] v = mine("adamRows", second, size()).entries;
    double[] g = operand("adamRows", gradients);
    int[] starts = rowStarts(width, rows, g.length);
    Update update = update("adamRows", scalars, health);
    if (good("adamRows", health)) {
      for (int i = 0; i < g.length; i++) {
        update.adam(entries, starts[i / width] + i % width, g[i], m, v);
      }
    }
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    int at = range("sgdStep", offset, length);
    double[] g = mine("sgdStep", gradients, offset + length).entries;
    double[] m = mine("sgdStep", momentum, offset + length).entries;
    Update update = update("sgdStep", scalars, health);
    if (good("sgdStep", health)) {
      for (int i = at; i < at + length; i++) {
        update.sgd(entries, i, g[i], m);
      }
    }
  }

  @Override
  public void average(State source, State decay, State health) {
    double[] from = mine("average", source, 0).entries;
    if (from.length != entries.length) {
      throw new IllegalArgumentException(
          "average: the source has "
              + from.length
              + " entries and this state "
              + entries.length
              + "; they must be equal");
    }
    double d = mine("average", decay, 1).entries[0];
    if (good("average", health)) {
      for (int i = 0; i < entries.length; i++) {
        entries[i] = d * entries[i] + (1 - d) * from[i];
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      backend.forget(this);
    }
  }

  /** Refuses a range outside this state, and this state if it is closed; returns the offset. */
  int range(String operation, long offset, long length) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the state of " + entries.length + " entries is closed; make a new one");
    }
    ShapeRules.stateRange(operation, offset, length, entries.length);
    return (int) offset;
  }

  private int[] rowStarts(int width, Tensor rows, int updates) {
    if (width < 1) {
      throw new IllegalArgumentException("adamRows: the width must be 1 or more, got " + width);
    }
    double[] numbers = operand("adamRows", rows);
    if (updates != (long) numbers.length * width) {
      throw new IllegalArgumentException(
          "adamRows: "
              + numbers.length
              + " rows of width "
              + width
              + " do not take gradients of "
              + updates
              + " entries; they must be (rows, width)");
    }
    return Arrays.stream(RowNumbers.of("adamRows", numbers, entries.length / width))
        .map(row -> row * width)
        .toArray();
  }

  private double[] operand(String operation, Tensor value) {
    return Operands.of(operation, value, backend).values(operation);
  }

  private Update update(String operation, State scalars, State health) {
    return new Update(
        mine(operation, scalars, StepScalar.COUNT).entries,
        mine(operation, health, HEALTH_SIZE).entries[1]);
  }

  private boolean good(String operation, State health) {
    return mine(operation, health, HEALTH_SIZE).entries[0] != 0;
  }

  private ReferenceState mine(String operation, State state, long least) {
    if (!(state instanceof ReferenceState other) || other.backend != backend) {
      throw OperandRules.foreign(operation, state, backend);
    }
    other.range(operation, 0, least);
    return other;
  }
}
