package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.OwningScope;
import io.github.vae4j.api.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Owns the tensors made by its operations, and the scopes opened inside it. */
final class JcudaScope extends OwningScope<JcudaScope> {
  private final JcudaBackend backend;
  private final Lane lane;
  private final Arena arena;
  private final JcudaOps ops;

  JcudaScope(JcudaBackend backend, @Nullable JcudaScope outer) {
    super(outer);
    this.backend = backend;
    this.lane = outer == null ? backend.lane() : outer.lane;
    this.arena = new Arena(lane.pool());
    this.ops = new JcudaOps(this);
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  protected JcudaScope inside() {
    return new JcudaScope(backend, this);
  }

  @Override
  protected void closed() {
    arena.close();
    backend.forget(this);
  }

  /** Returns a tensor whose entries are still to be written. */
  JcudaTensor make(String operation, Shape shape) {
    requireOfStep(operation);
    requireSize(operation, shape);
    return own(operation, () -> tensor(shape, piece(operation, shape.size(), arena)));
  }

  /** Returns a tensor of entries that never change. */
  JcudaTensor makeConstant(String operation, Shape shape, float[] values) {
    requireOfStep(operation);
    Arena memory = lane.constants().orElse(arena);
    JcudaTensor tensor =
        own(operation, () -> tensor(shape, piece(operation, shape.size(), memory)));
    lane.queue().constant(values, tensor.address(operation));
    return tensor;
  }

  private JcudaTensor tensor(Shape shape, Arena.Piece piece) {
    Storage storage = backend.storage(piece.block(), shape.size());
    return new JcudaTensor(this, shape, piece.address(), storage);
  }

  private static Arena.Piece piece(String operation, long floats, Arena memory) {
    return memory.take(operation, Math.max(1, floats) * Float.BYTES);
  }

  /** Returns memory for so many floats that lasts as long as this scope. */
  long scratch(String operation, long floats) {
    requireOfStep(operation);
    return whileOpen(operation, () -> piece(operation, floats, arena).address());
  }

  /** Returns memory for the entries of a tensor that is to be kept here. */
  Arena.Piece room(long floats) {
    return whileOpen("keep", () -> piece("keep", floats, arena));
  }

  /** Returns a tensor of entries that another tensor has too. */
  JcudaTensor makeShared(String operation, Shape shape, long address, Storage storage) {
    return own(operation, () -> new JcudaTensor(this, shape, address, storage));
  }

  /**
   * Leaves a step uncaptured that uses what a scope around it made: a replay would not know when
   * that scope closes.
   */
  void requireOfStep(String operation) {
    if (backend.capturing() && lane.queue() != backend.lane().queue()) {
      throw new CaptureRefusedException(
          operation
              + ": a captured step cannot use tensors or operations of a scope that was opened"
              + " outside of it");
    }
  }

  private static void requireSize(String operation, Shape shape) {
    if (shape.size() > JcudaBackend.LARGEST) {
      throw new IllegalArgumentException(
          operation
              + ": a tensor of shape "
              + shape
              + " has "
              + shape.size()
              + " entries, and backend 'jcuda' counts up to "
              + JcudaBackend.LARGEST
              + "; take fewer rows at a time");
    }
  }

  JcudaTensor makeView(Shape shape, long address, JcudaState state) {
    return own("view", () -> new JcudaTensor(this, shape, address, state));
  }

  JcudaBackend backend() {
    return backend;
  }

  Lane lane() {
    return lane;
  }
}
