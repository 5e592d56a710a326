package io.github.vae4j.core.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Writes numbers to a channel, least significant byte first, through one buffer that is empty
 * between calls.
 */
public final class LittleEndianOutput {
  private static final int BUFFER_BYTES = 1 << 16;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Makes an output that leaves closing the channel to its owner. */
  public LittleEndianOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Writes bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    drain(ByteBuffer.wrap(bytes));
  }

  /** Writes {@code count} numbers, four bytes each. */
  public void write(float[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER_BYTES / Float.BYTES);
      buffer.clear().asFloatBuffer().put(values, from + done, part);
      drain(buffer.limit(part * Float.BYTES));
      done += part;
    }
  }

  /** Writes {@code count} numbers, eight bytes each. */
  public void write(double[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER_BYTES / Double.BYTES);
      buffer.clear().asDoubleBuffer().put(values, from + done, part);
      drain(buffer.limit(part * Double.BYTES));
      done += part;
    }
  }

  /** Writes {@code count} numbers, eight bytes each. */
  public void write(long[] values, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER_BYTES / Long.BYTES);
      buffer.clear().asLongBuffer().put(values, from + done, part);
      drain(buffer.limit(part * Long.BYTES));
      done += part;
    }
  }

  private void drain(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
