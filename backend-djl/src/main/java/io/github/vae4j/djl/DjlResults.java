package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What all operations share: reading operands, calling kernels. The subclasses add the operations,
 * one concern each.
 */
abstract class DjlResults {
  final DjlScope scope;

  DjlResults(DjlScope scope) {
    this.scope = scope;
  }

  final DjlTensor tensorOf(String operation, Tensor x) {
    requireOpen(operation);
    return Operands.of(operation, x, scope.backend());
  }

  final Value value(String operation, Tensor x) {
    return tensorOf(operation, x).value(operation);
  }

  /**
   * Calls the kernel of an operation's name.
   *
   * @param arguments tensors and what else {@link Caller} takes
   */
  final DjlTensor call(String operation, Shape shape, Object... arguments) {
    return callKernel(operation, operation, shape, arguments);
  }

  /** Calls a kernel for an operation. */
  final DjlTensor callKernel(String kernel, String operation, Shape shape, Object... arguments) {
    Object[] values = values(operation, arguments);
    return scope.make(operation, shape, scope.caller().call(kernel, values));
  }

  /** Calls a kernel with several results. */
  final List<DjlTensor> callForAll(
      String kernel, String operation, List<Shape> shapes, Object... arguments) {
    Object[] values = values(operation, arguments);
    List<Value> results = scope.caller().callForAll(shapes.size(), kernel, values);
    List<DjlTensor> tensors = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      tensors.add(scope.make(operation, shapes.get(i), results.get(i)));
    }
    return tensors;
  }

  private Object[] values(String operation, Object... arguments) {
    requireOpen(operation);
    Object[] values = new Object[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i] instanceof Tensor x ? value(operation, x) : arguments[i];
    }
    return values;
  }

  /**
   * Calls a kernel whose result looks at the entries of its first argument; they are copied if they
   * may change.
   */
  final DjlTensor look(
      String kernel, String operation, Shape shape, Tensor x, Object... arguments) {
    DjlTensor tensor = tensorOf(operation, x);
    Object[] values = new Object[arguments.length + 1];
    values[0] = tensor.value(operation);
    System.arraycopy(arguments, 0, values, 1, arguments.length);
    Value result = scope.caller().call(kernel, values);
    if (tensor.source() == null) {
      return scope.makeShared(operation, shape, result, tensor);
    }
    try {
      return scope.make(operation, shape, scope.caller().call("copy", result));
    } finally {
      if (result instanceof Memory memory) {
        memory.close();
      }
    }
  }

  /**
   * Returns the entries of an operand in another shape. A program being written needs no call for a
   * shape that the entries once had.
   */
  final DjlTensor reshaped(String operation, Tensor x, Shape shape) {
    DjlTensor tensor = tensorOf(operation, x);
    if (tensor.value(operation) instanceof Memory) {
      return look("reshape", operation, shape, tensor, shape.toArray());
    }
    DjlTensor original = tensor.original();
    Value value =
        shape.equals(original.shape())
            ? original.name()
            : scope.caller().call("reshape", original.name(), shape.toArray());
    return scope.makeReshaped(operation, shape, value, original);
  }

  final void requireOpen(String operation) {
    if (!scope.isOpen()) {
      throw new IllegalStateException(
          operation + ": the scope of these operations is closed; open another and use its ops()");
    }
    Caller caller = scope.backend().caller();
    if (scope.caller() != caller) {
      throw new IllegalStateException(
          operation
              + (caller instanceof Recording
                  ? ": a step is being captured; inside it, use the operations of a scope that it"
                      + " opens itself"
                  : ": these operations belong to a captured step; open another scope and use its"
                      + " ops()"));
    }
  }
}
