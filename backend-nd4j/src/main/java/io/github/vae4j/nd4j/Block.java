package io.github.vae4j.nd4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A piece of native memory. Its pointer and buffer are made once, for a view of an ND4J array costs
 * more than most operations. It is read, written and freed under {@link Workers}' guard alone.
 */
final class Block {
  private final DataBuffer data;
  private @Nullable FloatPointer pointer;
  private @Nullable FloatBuffer floats;
  final int capacity;

  /** How many tensors lie in it; guarded by {@link Memory}. */
  int users;

  /** The entries asked for, of which there may be fewer than room is; guarded by {@link Memory}. */
  int asked;

  Block(int capacity) {
    this.capacity = capacity;
    this.data = Nd4j.createBuffer(DataType.FLOAT, capacity, false);
    FloatPointer start = (FloatPointer) data.pointer();
    this.pointer = start;
    this.floats = start.asBuffer();
  }

  FloatBuffer floats() {
    if (floats == null) {
      throw freed();
    }
    return floats;
  }

  FloatPointer pointer() {
    if (pointer == null) {
      throw freed();
    }
    return pointer;
  }

  void free() {
    floats = null;
    pointer = null;
    data.close();
  }

  static IllegalStateException freed() {
    return new IllegalStateException(
        "another thread closed the state or scope of an operand while it was used; close it when"
            + " nothing uses it any more");
  }
}
