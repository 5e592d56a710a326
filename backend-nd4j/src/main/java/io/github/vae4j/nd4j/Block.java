package io.github.vae4j.nd4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A piece of native memory. Its pointer and buffer are made once, for a view of an ND4J array costs
 * more than most operations.
 */
final class Block {
  private final DataBuffer data;
  final FloatPointer pointer;
  final FloatBuffer floats;
  final int capacity;

  /** How many tensors lie in it; guarded by {@link Memory}. */
  int users;

  /** The entries asked for, of which there may be fewer than room is; guarded by {@link Memory}. */
  int asked;

  Block(int capacity) {
    this.capacity = capacity;
    this.data = Nd4j.createBuffer(DataType.FLOAT, capacity, false);
    this.pointer = (FloatPointer) data.pointer();
    this.floats = pointer.asBuffer();
  }

  void free() {
    data.close();
  }
}
