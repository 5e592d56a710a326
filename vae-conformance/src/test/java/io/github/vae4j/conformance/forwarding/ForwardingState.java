package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** A state that hands every call on; a subclass lies in one of them. */
public class ForwardingState implements State {
  private final ForwardingBackend backend;
  private final State inner;

  /** Makes a state of a backend on one of the backend it forwards to. */
  public ForwardingState(ForwardingBackend backend, State inner) {
    this.backend = backend;
    this.inner = inner;
  }

  /** Returns the state behind a state. */
  public static State raw(State state) {
    return state instanceof ForwardingState mine ? mine.inner : state;
  }

  private Tensor raw(Tensor x) {
    return backend.raw(x);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public long size() {
    return inner.size();
  }

  @Override
  public void set(long offset, float[] values) {
    inner.set(offset, values);
  }

  @Override
  public void set(long offset, double[] values) {
    inner.set(offset, values);
  }

  @Override
  public void fill(long offset, long length, double value) {
    inner.fill(offset, length, value);
  }

  @Override
  public float[] toFloats(long offset, int length) {
    return inner.toFloats(offset, length);
  }

  @Override
  public double[] toDoubles(long offset, int length) {
    return inner.toDoubles(offset, length);
  }

  @Override
  public void assign(long offset, Tensor value) {
    inner.assign(offset, raw(value));
  }

  @Override
  public void assign(long offset, Tensor value, State health) {
    inner.assign(offset, raw(value), raw(health));
  }

  @Override
  public void accumulate(long offset, Tensor value) {
    inner.accumulate(offset, raw(value));
  }

  @Override
  public void measure(Tensor loss, State health) {
    inner.measure(raw(loss), raw(health));
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
    inner.adamStep(
        offset, length, raw(gradients), raw(first), raw(second), raw(scalars), raw(health));
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
    inner.adamRows(
        width, raw(rows), raw(gradients), raw(first), raw(second), raw(scalars), raw(health));
  }

  @Override
  public void sgdStep(
      long offset, long length, State gradients, State momentum, State scalars, State health) {
    inner.sgdStep(offset, length, raw(gradients), raw(momentum), raw(scalars), raw(health));
  }

  @Override
  public void average(State source, State decay, State health) {
    inner.average(raw(source), raw(decay), raw(health));
  }

  @Override
  public void close() {
    inner.close();
  }
}
