package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A run of floats of the device with the updates of training. These read health and scalars on the
 * device: the host waits for nothing, and a captured step finds them as they are at each replay.
 */
final class JcudaState implements State, Lasting {
  /** Entries whose squares a block sums at least, and the most such sums. */
  private static final int LEAST_SHARE = 1024;

  private static final int MOST_SHARES = 1024;

  private final JcudaBackend backend;
  private final long address;
  private final int size;
  private volatile boolean closed;

  /** Makes a state of memory that holds at least one float. */
  JcudaState(JcudaBackend backend, long address, int size) {
    this.backend = backend;
    this.address = address;
    this.size = size;
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
    long to = range("set", offset, values.length);
    queue().upload(values, to);
  }

  @Override
  public void set(long offset, double[] values) {
    set(offset, Floats.of(values));
  }

  @Override
  public void fill(long offset, long length, double value) {
    long to = range("fill", offset, length);
    if (length > 0) {
      launch("fill", Grid.flat(length), to, (int) length, (float) value);
    }
  }

  @Override
  public float[] toFloats(long offset, int length) {
    return queue().download("toFloats", range("toFloats", offset, length), length);
  }

  @Override
  public double[] toDoubles(long offset, int length) {
    long from = range("toDoubles", offset, length);
    return Floats.toDoubles(queue().download("toDoubles", from, length));
  }

  @Override
  public void assign(long offset, Tensor value) {
    JcudaTensor source = operand("assign", value);
    int length = (int) value.shape().size();
    long to = range("assign", offset, length);
    queue().copy(apart("assign", source, to), to, length);
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    JcudaTensor source = operand("assign", value);
    int length = (int) value.shape().size();
    long to = range("assign", offset, length);
    long judged = mine("assign", health, HEALTH_SIZE);
    if (length > 0) {
      long from = apart("assign", source, to);
      launch("assign_while_good", Grid.flat(length), to, from, length, judged);
    }
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    JcudaTensor source = operand("accumulate", value);
    int length = (int) value.shape().size();
    long to = range("accumulate", offset, length);
    if (length == 0) {
      return;
    }
    long from = apart("accumulate", source, to);
    Queue queue = queue();
    if (queue.chains() && Chain.takes("add", length)) {
      Walk walk = Walk.repeated(value.shape(), value.shape(), value.shape());
      queue.chain(Chain.link("add", to, length, walk, 0, 0, to, from));
    } else {
      queue.launch("accumulate", Grid.flat(length), to, from, length);
    }
  }

  /** Returns where to read what is written to a range: in a copy, if it overlaps with that. */
  private long apart(String operation, JcudaTensor source, long to) {
    long from = source.address(operation);
    long length = source.shape().size();
    if (from + length * Float.BYTES <= to || to + length * Float.BYTES <= from) {
      return from;
    }
    long copy = source.scope().scratch(operation, length);
    queue().copy(from, copy, (int) length);
    return copy;
  }

  @Override
  public void measure(Tensor loss, State health) {
    requireOpen("measure");
    long judged = mine("measure", health, HEALTH_SIZE);
    JcudaTensor value = operand("measure", loss);
    if (loss.shape().size() != 1) {
      throw new IllegalArgumentException(
          "measure: the loss must have one entry, got shape " + loss.shape());
    }
    int shares = Math.max(1, Math.min(MOST_SHARES, size / LEAST_SHARE));
    // sums in double precision
    long squares = value.scope().scratch("measure", 2L * shares);
    launch("measure_shares", Grid.blocks(shares), address, squares, size);
    launch("measure", Grid.blocks(1), squares, shares, value.address("measure"), judged);
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
    range("adamStep", offset, length);
    int end = (int) (offset + length);
    long g = mine("adamStep", gradients, end);
    long m = mine("adamStep", first, end);
    long v = mine("adamStep", second, end);
    long numbers = mine("adamStep", scalars, StepScalar.COUNT);
    long judged = mine("adamStep", health, HEALTH_SIZE);
    if (length > 0) {
      // four entries a thread, the first of them at a multiple of four
      Grid grid = Grid.flat((end + 3L) / 4 - offset / 4);
      launch("adam_step", grid, address, g, m, v, numbers, judged, (int) offset, end);
    }
  }

  /** Numbers that name no row move nothing. */
  @Override
  public void adamRows(
      int width,
      Tensor rows,
      Tensor gradients,
      State first,
      State second,
      State scalars,
      State health) {
    requireOpen("adamRows");
    long m = mine("adamRows", first, size);
    long v = mine("adamRows", second, size);
    long g = operand("adamRows", gradients).address("adamRows");
    long chosen = operand("adamRows", rows).address("adamRows");
    long numbers = mine("adamRows", scalars, StepScalar.COUNT);
    long judged = mine("adamRows", health, HEALTH_SIZE);
    int count = entriesOfRows(width, rows, gradients);
    if (count > 0) {
      Grid grid = Grid.flat(count);
      int table = size / width;
      launch("adam_rows", grid, address, chosen, g, m, v, numbers, judged, count, width, table);
    }
  }

  private static int entriesOfRows(int width, Tensor rows, Tensor gradients) {
    if (width < 1) {
      throw new IllegalArgumentException("adamRows: the width must be 1 or more, got " + width);
    }
    long entries = rows.shape().size() * width;
    if (gradients.shape().size() != entries) {
      throw new IllegalArgumentException(
          "adamRows: "
              + rows.shape().size()
              + " rows of width "
              + width
              + " do not take gradients of "
              + gradients.shape().size()
              + " entries; they must be (rows, width)");
    }
    return (int) entries;
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    range("sgdStep", offset, length);
    int end = (int) (offset + length);
    long g = mine("sgdStep", gradients, end);
    long m = mine("sgdStep", momentum, end);
    long numbers = mine("sgdStep", scalars, StepScalar.COUNT);
    long judged = mine("sgdStep", health, HEALTH_SIZE);
    if (length > 0) {
      Grid grid = Grid.flat(length);
      launch("sgd_step", grid, address, g, m, numbers, judged, (int) offset, end);
    }
  }

  @Override
  public void average(State source, State decay, State health) {
    requireOpen("average");
    long from = mine("average", source, 0);
    if (source.size() != size) {
      throw new IllegalArgumentException(
          "average: the source has "
              + source.size()
              + " entries and this state "
              + size
              + "; they must be equal");
    }
    long kept = mine("average", decay, 1);
    long judged = mine("average", health, HEALTH_SIZE);
    if (size > 0) {
      launch("average", Grid.flat(size), address, from, kept, judged, size);
    }
  }

  private JcudaTensor operand(String operation, Tensor value) {
    return Operands.of(operation, value, backend);
  }

  /** Returns where the entries of a state begin that has at least so many. */
  private long mine(String operation, State state, long least) {
    return Operands.of(operation, state, backend).range(operation, 0, least);
  }

  private void launch(String kernel, Grid grid, Object... arguments) {
    queue().launch(kernel, grid, arguments);
  }

  private Queue queue() {
    return backend.lane().queue();
  }

  /** Returns where a range begins. */
  long range(String operation, long offset, long length) {
    requireOpen(operation);
    ShapeRules.stateRange(operation, offset, length, size);
    return address + offset * Float.BYTES;
  }

  @Override
  public void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the state of " + size + " entries is closed; make a new one");
    }
    backend.uses(this);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      backend.requireUncaptured("close");
      closed = true;
      backend.freed(this, address, size);
    }
  }
}
