package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * What all operations share: reading operands, making results, launching kernels. The subclasses
 * add the operations, one concern each.
 */
abstract class JcudaResults {
  final JcudaScope scope;

  JcudaResults(JcudaScope scope) {
    this.scope = scope;
  }

  final JcudaTensor tensorOf(String operation, Tensor x) {
    requireOpen(operation);
    return Operands.of(operation, x, scope.backend());
  }

  /** Returns where the entries of an operand lie, not to be written to. */
  final long address(String operation, Tensor x) {
    return tensorOf(operation, x).address(operation);
  }

  /** Returns a tensor whose entries are still to be written. */
  final JcudaTensor result(String operation, Shape shape) {
    requireOpen(operation);
    return scope.make(operation, shape);
  }

  /** Returns memory for so many floats that lasts as long as the scope. */
  final long scratch(String operation, long floats) {
    requireOpen(operation);
    return scope.scratch(operation, floats);
  }

  /**
   * Returns entries of an operand, from {@code offset} on, as a tensor of a shape of its own;
   * copied only if they may change.
   */
  final JcudaTensor part(String operation, Tensor x, int offset, Shape shape) {
    JcudaTensor tensor = tensorOf(operation, x);
    long address = tensor.address(operation) + (long) offset * Float.BYTES;
    Storage storage = tensor.storage();
    if (storage != null) {
      return scope.makeShared(operation, shape, address, storage);
    }
    JcudaTensor copy = result(operation, shape);
    scope.lane().queue().copy(address, copy.address(operation), (int) shape.size());
    return copy;
  }

  /** Launches a kernel; see {@link Kernel#write} for its arguments. */
  final void launch(String kernel, Grid grid, Object... arguments) {
    scope.lane().queue().launch(kernel, grid, arguments);
  }

  /**
   * Runs two pieces of work of which neither reads what the other writes; a captured step may run
   * them side by side.
   */
  final void beside(Runnable first, Runnable second) {
    scope.lane().queue().beside(first, second);
  }

  final void requireOpen(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation + ": the scope of these operations is closed; open another and use its ops()");
    }
  }
}
