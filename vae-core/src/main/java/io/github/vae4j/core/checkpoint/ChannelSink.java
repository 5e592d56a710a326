package io.github.vae4j.core.checkpoint;

import io.github.vae4j.core.files.LittleEndianOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the elements of one tensor after another, and counts them. */
final class ChannelSink implements TensorSink {
  private final LittleEndianOutput output;
  private String name = "";
  private Dtype dtype = Dtype.F32;
  private long left;

  ChannelSink(LittleEndianOutput output) {
    this.output = output;
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
    unchecked(() -> output.write(values, from, count));
  }

  @Override
  public void write(double[] values) {
    take(Dtype.F64, values.length);
    unchecked(() -> output.write(values, 0, values.length));
  }

  @Override
  public void write(long[] values) {
    take(Dtype.I64, values.length);
    unchecked(() -> output.write(values, 0, values.length));
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

  /** Something that writes. */
  private interface Writing {
    void run() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
