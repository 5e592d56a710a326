package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/** A raw tensor that the loss may be differentiated in: a leaf, or a result computed from one. */
final class RecordedTensor implements Tensor {
  private final Ops tape;
  private final Recording recording;
  private final Tensor raw;
  private final int node;

  RecordedTensor(Ops tape, Recording recording, Tensor raw, int node) {
    this.tape = tape;
    this.recording = recording;
    this.raw = raw;
    this.node = node;
  }

  Recording recording() {
    return recording;
  }

  Tensor raw() {
    return raw;
  }

  /** Returns the place in the order of calls. */
  int node() {
    return node;
  }

  @Override
  public Shape shape() {
    return raw.shape();
  }

  @Override
  public Ops ops() {
    return tape;
  }

  @Override
  public float[] toFloats() {
    return raw.toFloats();
  }

  @Override
  public double[] toDoubles() {
    return raw.toDoubles();
  }

  @Override
  public String toString() {
    return "Recorded " + raw;
  }
}
