package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.RowNumbers;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** A run of floats with the updates of training. */
final class Nd4jState implements State {
  private final Nd4jBackend backend;
  private final Workers workers;
  private final Span entries;
  private volatile boolean closed;

  Nd4jState(Nd4jBackend backend, Span entries) {
    this.backend = backend;
    this.workers = backend.workers();
    this.entries = entries;
    entries.fill(0, entries.size(), 0, workers);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public void set(long offset, float[] values) {
    range("set", offset, values.length).set(0, values, workers);
  }

  @Override
  public void set(long offset, double[] values) {
    range("set", offset, values.length).set(0, values, workers);
  }

  @Override
  public void fill(long offset, long length, double value) {
    range("fill", offset, length).fill(0, (int) length, (float) value, workers);
  }

  @Override
  public float[] toFloats(long offset, int length) {
    return range("toFloats", offset, length).toFloats(0, length, workers);
  }

  @Override
  public double[] toDoubles(long offset, int length) {
    return range("toDoubles", offset, length).toDoubles(0, length, workers);
  }

  @Override
  public void assign(long offset, Tensor value) {
    Span source = operand("assign", value);
    write(range("assign", offset, source.size()), source);
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    Span source = operand("assign", value);
    Span target = range("assign", offset, source.size());
    if (good("assign", health)) {
      write(target, source);
    }
  }

  private void write(Span target, Span source) {
    if (source.block() == entries.block()) {
      // a look at this very state may overlap what is written
      target.set(0, source.toFloats(0, source.size(), workers), workers);
    } else {
      target.copyAll(0, source, workers);
    }
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    Span source = operand("accumulate", value);
    Span target = range("accumulate", offset, source.size());
    float[] summands =
        source.block() == entries.block() ? source.toFloats(0, source.size(), workers) : null;
    workers.tiles(
        source.size(),
        (from, n, s) -> {
          target.read(from, s.a, n);
          if (summands == null) {
            source.read(from, s.b, n);
          } else {
            System.arraycopy(summands, from, s.b, 0, n);
          }
          Kernels.add(s.a, s.b, s.a, n);
          target.write(from, s.a, n);
        });
  }

  @Override
  public void measure(Tensor loss, State health) {
    requireOpen("measure");
    Span judged = mine("measure", health, HEALTH_SIZE);
    Span value = operand("measure", loss);
    if (value.size() != 1) {
      throw new IllegalArgumentException(
          "measure: the loss must have one entry, got shape " + loss.shape());
    }
    double[] squares = new double[(entries.size() + Scratch.TILE - 1) / Scratch.TILE];
    workers.tiles(
        entries.size(),
        (from, n, s) -> {
          entries.read(from, s.a, n);
          squares[from / Scratch.TILE] = Sums.ofSquares(s.a, s.b, n, s);
        });
    double norm = Math.sqrt(Sums.of(squares, squares.length));
    judged.set(1, new float[] {(float) norm}, workers);
    if (!Double.isFinite(norm) || !Float.isFinite(value.toFloats(0, 1, workers)[0])) {
      judged.set(0, new float[] {0}, workers);
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
    range("adamStep", offset, length);
    Span g = mine("adamStep", gradients, offset + length);
    Span m = mine("adamStep", first, offset + length);
    Span v = mine("adamStep", second, offset + length);
    Update update = update("adamStep", scalars, health);
    if (!good("adamStep", health)) {
      return;
    }
    int start = (int) offset;
    workers.tiles(
        (int) length,
        (from, n, s) -> {
          g.read(start + from, s.b, n);
          adam(update, start + from, m, v, n, s);
        });
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
    Span m = mine("adamRows", first, size());
    Span v = mine("adamRows", second, size());
    Span g = operand("adamRows", gradients);
    int[] numbers = rowNumbers(width, rows, g.size());
    Update update = update("adamRows", scalars, health);
    if (!good("adamRows", health)) {
      return;
    }
    workers.pieces(
        numbers.length,
        Nd4jShaping.rowsPerTile(width),
        (from, count, s) -> {
          for (int row = from; row < from + count; row++) {
            for (int at = 0; at < width; at += Scratch.TILE) {
              int n = Math.min(Scratch.TILE, width - at);
              g.read(row * width + at, s.b, n);
              adam(update, numbers[row] * width + at, m, v, n, s);
            }
          }
        });
  }

  private void adam(Update update, int at, Span first, Span second, int n, Scratch s) {
    entries.read(at, s.a, n);
    first.read(at, s.c, n);
    second.read(at, s.d, n);
    update.adam(s, n);
    entries.write(at, s.a, n);
    first.write(at, s.c, n);
    second.write(at, s.d, n);
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    range("sgdStep", offset, length);
    Span g = mine("sgdStep", gradients, offset + length);
    Span m = mine("sgdStep", momentum, offset + length);
    Update update = update("sgdStep", scalars, health);
    if (!good("sgdStep", health)) {
      return;
    }
    int start = (int) offset;
    workers.tiles(
        (int) length,
        (from, n, s) -> {
          entries.read(start + from, s.a, n);
          g.read(start + from, s.b, n);
          m.read(start + from, s.c, n);
          update.sgd(s, n);
          entries.write(start + from, s.a, n);
          m.write(start + from, s.c, n);
        });
  }

  @Override
  public void average(State source, State decay, State health) {
    requireOpen("average");
    Span from = mine("average", source, 0);
    if (from.size() != entries.size()) {
      throw new IllegalArgumentException(
          "average: the source has "
              + from.size()
              + " entries and this state "
              + entries.size()
              + "; they must be equal");
    }
    float kept = mine("average", decay, 1).toFloats(0, 1, workers)[0];
    if (!good("average", health)) {
      return;
    }
    workers.tiles(
        entries.size(),
        (at, n, s) -> {
          entries.read(at, s.a, n);
          from.read(at, s.b, n);
          Kernels.affine(s.b, 1 - kept, 0, s.b, n);
          Kernels.affine(s.a, kept, 0, s.a, n);
          Kernels.add(s.a, s.b, s.a, n);
          entries.write(at, s.a, n);
        });
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      backend.memory.release(entries.block());
      backend.forget(this);
    }
  }

  /**
   * Returns a range of the entries; refuses one that is not in this state, and this state if it is
   * closed.
   */
  Span range(String operation, long offset, long length) {
    requireOpen(operation);
    ShapeRules.stateRange(operation, offset, length, entries.size());
    return new Span(entries.block(), entries.offset() + (int) offset, (int) length);
  }

  void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the state of " + entries.size() + " entries is closed; make a new one");
    }
  }

  private int[] rowNumbers(int width, Tensor rows, int updates) {
    if (width < 1) {
      throw new IllegalArgumentException("adamRows: the width must be 1 or more, got " + width);
    }
    Span numbers = operand("adamRows", rows);
    if (updates != (long) numbers.size() * width) {
      throw new IllegalArgumentException(
          "adamRows: "
              + numbers.size()
              + " rows of width "
              + width
              + " do not take gradients of "
              + updates
              + " entries; they must be (rows, width)");
    }
    float[] read = numbers.toFloats(0, numbers.size(), workers);
    return RowNumbers.of("adamRows", read, entries.size() / width);
  }

  private Span operand(String operation, Tensor value) {
    return Operands.of(operation, value, backend).span(operation);
  }

  private Update update(String operation, State scalars, State health) {
    float[] read = mine(operation, scalars, Update.SCALARS).toFloats(0, Update.SCALARS, workers);
    return new Update(read, mine(operation, health, HEALTH_SIZE).toFloats(1, 1, workers)[0]);
  }

  private boolean good(String operation, State health) {
    return mine(operation, health, HEALTH_SIZE).toFloats(0, 1, workers)[0] != 0;
  }

  private Span mine(String operation, State state, long least) {
    Nd4jState other = Operands.of(operation, state, backend);
    other.range(operation, 0, least);
    return other.entries;
  }
}
