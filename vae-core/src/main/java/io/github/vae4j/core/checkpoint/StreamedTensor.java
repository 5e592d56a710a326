package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.tensor.Shape;
import java.util.function.Consumer;

/** A tensor whose elements come from a function. */
record StreamedTensor(String name, Dtype dtype, Shape shape, Consumer<TensorSink> writer)
    implements TensorData {
  @Override
  public void writeTo(TensorSink sink) {
    writer.accept(sink);
  }
}
