package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.tensor.Shape;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A tensor to be stored. Its elements are asked for when their turn to be written has come, so that
 * a large state need not be copied whole.
 */
public interface TensorData {
  /** Returns its name, unique in the file. */
  String name();

  /** Returns the type of its elements. */
  Dtype dtype();

  /** Returns its shape. */
  Shape shape();

  /** Writes all elements in row-major order. */
  void writeTo(TensorSink sink);

  /**
   * Returns a tensor of 32-bit floats, whose elements {@code values} gives when they are written.
   */
  static TensorData floats(String name, Shape shape, Supplier<float[]> values) {
    return of(name, Dtype.F32, shape, sink -> sink.write(values.get()));
  }

  /**
   * Returns a tensor of 64-bit floats, whose elements {@code values} gives when they are written.
   */
  static TensorData doubles(String name, Shape shape, Supplier<double[]> values) {
    return of(name, Dtype.F64, shape, sink -> sink.write(values.get()));
  }

  /**
   * Returns a tensor of 64-bit whole numbers, whose elements {@code values} gives when they are
   * written.
   */
  static TensorData longs(String name, Shape shape, Supplier<long[]> values) {
    return of(name, Dtype.I64, shape, sink -> sink.write(values.get()));
  }

  /** Returns a tensor whose elements {@code writer} writes, in one piece or many. */
  static TensorData of(String name, Dtype dtype, Shape shape, Consumer<TensorSink> writer) {
    return new StreamedTensor(name, dtype, shape, writer);
  }
}
