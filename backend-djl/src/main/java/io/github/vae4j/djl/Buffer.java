package io.github.vae4j.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A run of floats that keeps its address and that the host may write and read: on a processor in
 * place, elsewhere by copies.
 */
final class Buffer implements AutoCloseable {
  private final DjlBackend backend;
  private final PtNDArray array;
  private final Memory memory;
  private final @Nullable FloatBuffer host;

  /** Allocates zeros. */
  Buffer(DjlBackend backend, int size) {
    this(backend, size, !backend.manager().getDevice().isGpu());
  }

  /** Allocates zeros, to be written and read in place only if that is asked for. */
  Buffer(DjlBackend backend, int size, boolean inPlace) {
    this.backend = backend;
    array = (PtNDArray) backend.manager().zeros(DjlBackend.shape(size), DataType.FLOAT32);
    memory = Memory.tensor(IValue.from(array));
    host = inPlace && size > 0 ? array.toByteBuffer(true).asFloatBuffer() : null;
  }

  void write(int offset, float[] values) {
    if (host != null) {
      backend.use("set", () -> host.put(offset, values));
    } else if (values.length > 0) {
      try (Memory copy = upload(values);
          Memory part = part(offset, values.length)) {
        backend.immediate().update("assign", part, copy);
      }
    }
  }

  float[] read(int offset, int length) {
    float[] values = new float[length];
    if (host != null) {
      backend.use("read", () -> host.get(offset, values));
    } else if (length > 0) {
      try (Memory part = part(offset, length)) {
        return backend.download(part);
      }
    }
    return values;
  }

  /** Returns entries as a tensor of a shape, to be closed by the caller. */
  Memory part(long offset, long length, int... shape) {
    return (Memory) backend.immediate().call("part", memory, (int) offset, (int) length, shape);
  }

  private Memory part(int offset, int length) {
    return part(offset, length, length);
  }

  private Memory upload(float[] values) {
    return backend.upload(values, values.length);
  }

  @Override
  public void close() {
    memory.close();
    array.close();
  }
}
