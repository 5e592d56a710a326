package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.RowNumbers;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A run of floats with the updates of training. Looks at it are made once for each range and shape
 * and kept, for a training step asks for the same ones again and again.
 */
final class DjlState implements State {
  private final DjlBackend backend;
  private final Buffer entries;
  private final int size;
  private final Map<Range, Memory> ranges = new ConcurrentHashMap<>();
  private final Map<Range, Memory> lists = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Range(long offset, Shape shape) {}

  DjlState(DjlBackend backend, Buffer entries, int size) {
    this.backend = backend;
    this.entries = entries;
    this.size = size;
    backend.ledger().add(0, bytes());
  }

  private long bytes() {
    return (long) size * Float.BYTES;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void set(long offset, float[] values) {
    requireRange("set", offset, values.length);
    requireNoCapture("set");
    entries.write((int) offset, values);
  }

  @Override
  public void set(long offset, double[] values) {
    set(offset, Floats.of(values));
  }

  @Override
  public void fill(long offset, long length, double value) {
    requireRange("fill", offset, length);
    if (length > 0) {
      update("fill", range("fill", offset, Shape.of((int) length)), (float) value);
    }
  }

  @Override
  public float[] toFloats(long offset, int length) {
    return read("toFloats", offset, length);
  }

  @Override
  public double[] toDoubles(long offset, int length) {
    return Floats.toDoubles(read("toDoubles", offset, length));
  }

  private float[] read(String operation, long offset, int length) {
    requireRange(operation, offset, length);
    requireNoCapture(operation);
    return entries.read((int) offset, length);
  }

  @Override
  public void assign(long offset, Tensor value) {
    Value source = source("assign", value);
    update("assign", range("assign", offset, value.shape()), source);
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    Value source = source("assign", value);
    update(
        "assignWhileGood",
        range("assign", offset, value.shape()),
        source,
        health("assign", health));
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    Value source = source("accumulate", value);
    update("accumulate", range("accumulate", offset, value.shape()), source);
  }

  /** Returns what to read, copied if it looks at this very state, where the ranges may overlap. */
  private Value source(String operation, Tensor x) {
    DjlTensor tensor = Operands.of(operation, x, backend);
    Value value = tensor.value(operation);
    return tensor.source() == this ? backend.caller().call("copy", value) : value;
  }

  @Override
  public void measure(Tensor loss, State health) {
    Value value = Operands.of("measure", loss, backend).value("measure");
    if (loss.shape().size() != 1) {
      throw new IllegalArgumentException(
          "measure: the loss must have one entry, got shape " + loss.shape());
    }
    update("measure", all("measure"), value, health("measure", health));
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
    requireRange("adamStep", offset, length);
    Shape shape = Shape.of((int) length);
    update(
        "adamStep",
        list("adamStep", offset, shape),
        mine("adamStep", gradients).list("adamStep", offset, shape),
        mine("adamStep", first).list("adamStep", offset, shape),
        mine("adamStep", second).list("adamStep", offset, shape),
        backend.endlessStep(),
        scalars("adamStep", scalars),
        health("adamStep", health));
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
    DjlTensor numbers = Operands.of("adamRows", rows, backend);
    DjlTensor inRows = Operands.of("adamRows", gradients, backend);
    int count = width < 1 ? 0 : size / width;
    requireRows(width, numbers, inRows, count);
    Shape table = Shape.of(count, width);
    update(
        "adamRows",
        range("adamRows", 0, table),
        numbers.value("adamRows"),
        inRows.value("adamRows"),
        mine("adamRows", first).range("adamRows", 0, table),
        mine("adamRows", second).range("adamRows", 0, table),
        scalars("adamRows", scalars),
        health("adamRows", health));
  }

  private void requireRows(int width, DjlTensor rows, DjlTensor gradients, int count) {
    requireOpen("adamRows");
    if (width < 1 || (long) count * width != size) {
      throw new IllegalArgumentException(
          "adamRows: a state of " + size + " entries is no table of rows of width " + width);
    }
    if (gradients.shape().size() != rows.shape().size() * width) {
      throw new IllegalArgumentException(
          "adamRows: "
              + rows.shape().size()
              + " rows of width "
              + width
              + " do not take gradients of "
              + gradients.shape().size()
              + " entries; they must be (rows, width)");
    }
    if (backend.recording() == null && rows.value("adamRows") instanceof Memory memory) {
      RowNumbers.of("adamRows", backend.download(memory), count);
    }
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    requireRange("sgdStep", offset, length);
    Shape shape = Shape.of((int) length);
    update(
        "sgdStep",
        range("sgdStep", offset, shape),
        mine("sgdStep", gradients).range("sgdStep", offset, shape),
        mine("sgdStep", momentum).range("sgdStep", offset, shape),
        scalars("sgdStep", scalars),
        health("sgdStep", health));
  }

  @Override
  public void average(State source, State decay, State health) {
    if (source.size() != size) {
      throw new IllegalArgumentException(
          "average: the source has "
              + source.size()
              + " entries and this state "
              + size
              + "; they must be equal");
    }
    update(
        "average",
        all("average"),
        mine("average", source).range("average", 0, Shape.of(size)),
        mine("average", decay).range("average", 0, Shape.of(1)),
        health("average", health));
  }

  private void update(String kernel, Object... arguments) {
    backend.caller().update(kernel, arguments);
  }

  private DjlState mine(String operation, State state) {
    return Operands.of(operation, state, backend);
  }

  private Memory scalars(String operation, State scalars) {
    return mine(operation, scalars).range(operation, 0, Shape.of(StepScalar.COUNT));
  }

  private Memory health(String operation, State health) {
    return mine(operation, health).range(operation, 0, Shape.of(HEALTH_SIZE));
  }

  private Memory all(String operation) {
    return range(operation, 0, Shape.of(size));
  }

  /** Returns a look at entries. */
  Memory range(String operation, long offset, Shape shape) {
    requireRange(operation, offset, shape.size());
    return ranges.computeIfAbsent(
        new Range(offset, shape),
        range ->
            entries
                .part(offset, shape.size(), shape.toArray())
                .of(new Region(this, offset, offset + shape.size())));
  }

  /** Returns a list of one look at entries. */
  private Memory list(String operation, long offset, Shape shape) {
    Memory range = range(operation, offset, shape);
    return lists.computeIfAbsent(
        new Range(offset, shape),
        key -> backend.listOf(range).of(new Region(this, offset, offset + shape.size())));
  }

  private void requireRange(String operation, long offset, long length) {
    requireOpen(operation);
    ShapeRules.stateRange(operation, offset, length, size);
  }

  void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the state of " + size + " entries is closed; make a new one");
    }
  }

  private void requireNoCapture(String operation) {
    if (backend.recording() != null) {
      throw new IllegalStateException(
          operation
              + ": the step is being captured, and a captured step does not exchange values with"
              + " the host; do it before or after the replay");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      backend.free(
          () -> {
            lists.values().forEach(Memory::close);
            ranges.values().forEach(Memory::close);
            entries.close();
          });
      backend.ledger().add(0, -bytes());
      backend.forget(this);
    }
  }
}
