package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.OwnedTensor;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A run of floats of the device in row-major order: its own, one shared with a tensor of another
 * shape, or part of a state.
 */
final class JcudaTensor extends OwnedTensor<JcudaScope> {
  private final @Nullable JcudaState source;
  private volatile long address;
  private volatile @Nullable Storage storage;

  /** Makes a tensor with entries that {@code storage} keeps. */
  JcudaTensor(JcudaScope scope, Shape shape, long address, Storage storage) {
    super(scope, shape);
    this.address = address;
    this.storage = storage;
    this.source = null;
    storage.use();
  }

  /** Makes a look at a state. */
  JcudaTensor(JcudaScope scope, Shape shape, long address, JcudaState source) {
    super(scope, shape);
    this.address = address;
    this.storage = null;
    this.source = source;
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
    return scope().lane().queue().download(operation, address(operation), (int) shape().size());
  }

  /** Returns where the entries lie, not to be written to. */
  long address(String operation) {
    requireOpen(operation);
    if (source == null) {
      scope().requireOfStep(operation);
    } else {
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

  /** Its entries are copied, so that a small tensor does not hold the block of a large one. */
  @Override
  protected void moveTo(JcudaScope outer) {
    if (source == null) {
      int size = (int) shape().size();
      Arena.Piece room = outer.room(size);
      scope().lane().queue().copy(address, room.address(), size);
      Storage copy = scope().backend().storage(room.block(), size);
      copy.use();
      free();
      address = room.address();
      storage = copy;
    }
    super.moveTo(outer);
  }

  @Override
  protected void free() {
    Storage mine = storage;
    if (mine != null) {
      mine.release();
      storage = null;
    }
  }
}
