package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** A run of floats of the device with the updates of training. */
final class JcudaState implements State {
  private final JcudaBackend backend;
  private final long address;
  private final int size;
  private volatile boolean closed;

  /** Makes a state of memory that holds at least one float. */
  JcudaState(JcudaBackend backend, long address, int size) {
    this.backend = backend;
    this.address = address;
    this.size = size;
    fill(0, size, 0);
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
      queue().launch("fill", Grid.flat(length), to, (int) length, (float) value);
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
    throw new UnsupportedOperationException("assign");
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    throw new UnsupportedOperationException("assign");
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    throw new UnsupportedOperationException("accumulate");
  }

  @Override
  public void measure(Tensor loss, State health) {
    throw new UnsupportedOperationException("measure");
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
    throw new UnsupportedOperationException("adamStep");
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
    throw new UnsupportedOperationException("adamRows");
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    throw new UnsupportedOperationException("sgdStep");
  }

  @Override
  public void average(State source, State decay, State health) {
    throw new UnsupportedOperationException("average");
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

  void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the state of " + size + " entries is closed; make a new one");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      backend.freed(this, address, size);
    }
  }
}
