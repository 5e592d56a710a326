package io.github.vae4j.core.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Writes the elements of one tensor after another through one buffer, and counts them. */
final class ChannelSink implements TensorSink {
  private static final int BUFFER_BYTES = 1 << 16;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private String name = "";
  private Dtype dtype = Dtype.F32;
  private long left;

  ChannelSink(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Writes one tensor, which must give exactly as many elements as its shape holds. */
  void tensor(TensorData tensor) throws IOException {
    name = tensor.name();
    dtype = tensor.dtype();
    left = tensor.shape().size();
    try {
      tensor.writeTo(this);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (left != 0) {
      throw new IllegalArgumentException(
          "SafeTensors.write: tensor '"
              + name
              + "' of shape "
              + tensor.shape()
              + " gave "
              + left
              + " elements too few");
    }
  }

  @Override
  public void write(float[] values, int from, int count) {
    take(Dtype.F32, count);
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BUFFER_BYTES / Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().put(values, from + done, part);
      drain(part * Float.BYTES);
      done += part;
    }
  }

  @Override
  public void write(double[] values) {
    take(Dtype.F64, values.length);
    for (int done = 0; done < values.length; ) {
      int part = Math.min(values.length - done, BUFFER_BYTES / Double.BYTES);
      buffer.clear();
      buffer.asDoubleBuffer().put(values, done, part);
      drain(part * Double.BYTES);
      done += part;
    }
  }

  @Override
  public void write(long[] values) {
    take(Dtype.I64, values.length);
    for (int done = 0; done < values.length; ) {
      int part = Math.min(values.length - done, BUFFER_BYTES / Long.BYTES);
      buffer.clear();
      buffer.asLongBuffer().put(values, done, part);
      drain(part * Long.BYTES);
      done += part;
    }
  }

  private void take(Dtype given, int count) {
    if (given != dtype) {
      throw new IllegalArgumentException(
          "SafeTensors.write: tensor '"
              + name
              + "' is "
              + dtype
              + " but was given elements of "
              + given);
    }
    if (count > left) {
      throw new IllegalArgumentException(
          "SafeTensors.write: tensor '"
              + name
              + "' has room for "
              + left
              + " more elements but was given "
              + count);
    }
    left -= count;
  }

  private void drain(int bytes) {
    try {
      buffer.position(0).limit(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
