package io.github.vae4j.djl;

import ai.djl.pytorch.jni.IValue;

/** Holds a tensor of libtorch, a list of such or a number, until it is closed. */
final class Memory implements Value, AutoCloseable {
  private final IValue value;
  private final String type;

  private Memory(IValue value, String type) {
    this.value = value;
    this.type = type;
  }

  static Memory tensor(IValue value) {
    return new Memory(value, "Tensor");
  }

  static Memory tensors(IValue value) {
    return new Memory(value, "List[Tensor]");
  }

  static Memory number(double number) {
    return new Memory(IValue.from(number), "float");
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
