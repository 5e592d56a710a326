package io.github.vae4j.djl;

import ai.djl.pytorch.jni.IValue;
import org.jspecify.annotations.Nullable;

/** Holds a tensor of libtorch, a list of such or a number, until it is closed. */
final class Memory implements Value, AutoCloseable {
  private final IValue value;
  private final String type;
  private final @Nullable Region region;

  private Memory(IValue value, String type, @Nullable Region region) {
    this.value = value;
    this.type = type;
    this.region = region;
  }

  static Memory tensor(IValue value) {
    return new Memory(value, "Tensor", null);
  }

  static Memory tensors(IValue value) {
    return new Memory(value, "List[Tensor]", null);
  }

  static Memory number(double number) {
    return new Memory(IValue.from(number), "float", null);
  }

  /** Returns the same, known to be entries of a state. */
  Memory of(Region entries) {
    return new Memory(value, type, entries);
  }

  /** Returns the entries of a state that this is, or null if it is none. */
  @Nullable Region region() {
    return region;
  }

  /** Refuses what a captured step cannot read any more. */
  void requireOpen() {
    if (region != null) {
      region.state().requireOpen("run");
    } else if (value.isReleased()) {
      throw new IllegalStateException(
          "run: the captured step reads a tensor of a scope that has been closed; copy it into a"
              + " State, and view that in the step");
    }
  }

  IValue value() {
    return value;
  }

  /** Returns its type in TorchScript. */
  String type() {
    return type;
  }

  @Override
  public void close() {
    value.close();
  }
}
