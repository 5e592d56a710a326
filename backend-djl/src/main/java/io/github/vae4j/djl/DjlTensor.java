package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.OwnedTensor;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A tensor of libtorch, its own or a look at a state, or a variable of a program being written. */
final class DjlTensor extends OwnedTensor<DjlScope> {
  private final Value value;
  private final @Nullable Storage storage;
  private final @Nullable DjlState source;
  private final @Nullable DjlTensor original;

  DjlTensor(
      DjlScope scope,
      Shape shape,
      Value value,
      @Nullable Storage storage,
      @Nullable DjlState source,
      @Nullable DjlTensor original) {
    super(scope, shape);
    this.value = value;
    this.storage = storage;
    this.source = source;
    this.original = original;
  }

  @Override
  public float[] toFloats() {
    return read("toFloats");
  }

  @Override
  public double[] toDoubles() {
    return Floats.toDoubles(read("toDoubles"));
  }

  private float[] read(String operation) {
    if (value(operation) instanceof Memory memory) {
      return scope().backend().download(memory);
    }
    throw new IllegalStateException(
        operation
            + ": a tensor of shape "
            + shape()
            + " has no value while its step is being captured; assign it to a State and read that"
            + " after the replay");
  }

  /** Returns what kernels read. */
  Value value(String operation) {
    requireOpen(operation);
    if (source != null) {
      source.requireOpen(operation);
    }
    return value;
  }

  /** Returns the state it looks at, so that its entries may change; null if it has its own. */
  @Nullable DjlState source() {
    return source;
  }

  /** Returns the variable that it is in another shape, which may be itself. */
  DjlTensor original() {
    return original == null ? this : original;
  }

  /** Returns what stands for it in a program being written, be its scope closed or not. */
  Value name() {
    return value;
  }

  @Nullable Storage storage() {
    return storage;
  }

  void use() {
    if (storage != null) {
      storage.use();
    }
  }

  @Override
  protected void free() {
    if (storage != null && value instanceof Memory memory) {
      memory.close();
      storage.release();
    }
  }
}
