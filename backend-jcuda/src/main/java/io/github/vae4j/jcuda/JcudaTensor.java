package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A run of floats of the device in row-major order: its own, one shared with a tensor of another
 * shape, or part of a state.
 */
final class JcudaTensor implements Tensor {
  private final Shape shape;
  private final @Nullable JcudaState source;
  private volatile JcudaScope scope;
  private volatile long address;
  private volatile @Nullable Storage storage;

  /** Makes a tensor with entries that {@code storage} keeps. */
  JcudaTensor(JcudaScope scope, Shape shape, long address, Storage storage) {
    this.scope = scope;
    this.shape = shape;
    this.address = address;
    this.storage = storage;
    this.source = null;
    storage.use();
  }

  /** Makes a look at a state. */
  JcudaTensor(JcudaScope scope, Shape shape, long address, JcudaState source) {
    this.scope = scope;
    this.shape = shape;
    this.address = address;
    this.storage = null;
    this.source = source;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Ops ops() {
    return scope.ops();
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
    return scope.lane().queue().download(operation, address(operation), (int) shape.size());
  }

  /** Returns where the entries lie, not to be written to. */
  long address(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation
              + ": an operand of shape "
              + shape
              + " belongs to a closed scope; use it before the scope closes, or keep it with scope.keep");
    }
    if (source != null) {
      source.requireOpen(operation);
    }
    return address;
  }

  /** Returns the state it looks at, so that its entries may change; null if it has its own. */
  @Nullable JcudaState source() {
    return source;
  }

  /** Returns what keeps its entries; null if it looks at a state. */
  @Nullable Storage storage() {
    return storage;
  }

  JcudaScope scope() {
    return scope;
  }

  /** Makes it a tensor of another scope, with a copy of its entries there. */
  void moveTo(JcudaScope outer, long newAddress, Storage newStorage) {
    newStorage.use();
    free();
    scope = outer;
    address = newAddress;
    storage = newStorage;
  }

  /** Makes a look at a state one of another scope. */
  void moveTo(JcudaScope outer) {
    scope = outer;
  }

  void free() {
    Storage mine = storage;
    if (mine != null) {
      mine.release();
      storage = null;
    }
  }

  @Override
  public String toString() {
    return "Tensor" + shape + " on jcuda";
  }
}
