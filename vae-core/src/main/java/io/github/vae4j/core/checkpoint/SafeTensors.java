package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open safetensors file: eight bytes of little-endian header length, a JSON header, the tensors'
 * bytes end to end.
 *
 * <p>The header is checked whole when the file is opened, against the file's real length; tensors
 * are read when asked for. Nothing is allocated on the word of the file alone. Safe for use by many
 * threads. The format is that of <a
 * href="https://github.com/huggingface/safetensors#format">huggingface/safetensors</a>; {@link
 * Dtype} lists the element types read.
 */
public final class SafeTensors implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final Header header;

  private SafeTensors(Path file, FileChannel channel, Header header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /**
   * A stored tensor.
   *
   * @param name its name, unique in the file
   * @param dtype the type of its elements
   * @param shape its shape
   * @param offset where its bytes begin, counted from the start of the file
   * @param length how many bytes it has
   */
  public record Entry(String name, Dtype dtype, Shape shape, long offset, long length) {}

  /**
   * Writes a file, whole or not at all: under another name in the same directory first, then moved
   * into place.
   *
   * <p>Equal arguments give equal bytes: metadata and tensors are ordered by name, tensors of wide
   * elements first.
   *
   * @throws CheckpointException if it cannot be written; what stood at {@code file} is then
   *     untouched
   * @throws IllegalArgumentException if two tensors share a name, one is called {@code
   *     __metadata__}, or one gives more or fewer elements than its shape holds
   */
  public static void write(
      Path file, Map<String, String> metadata, List<? extends TensorData> tensors) {
    SafeTensorsWriter.write(file, metadata, tensors);
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws CheckpointException if there is no such file, or it departs from the format in any way;
   *     the message names the file, the field and the values
   */
  public static SafeTensors open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + (Files.exists(file) ? " is not a regular file" : " does not exist")
              + "; name a .safetensors file");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      SafeTensors opened = new SafeTensors(file, channel, HeaderReader.read(file, channel));
      channel = null;
      return opened;
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          "checkpoint " + file + " does not exist; name a .safetensors file", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      closeQuietly(channel);
    }
  }

  /** Returns the text entries of the header, sorted by key, empty where it has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns the tensors in the order of their bytes. */
  public List<Entry> entries() {
    return header.entries();
  }

  /** Returns whether there is a tensor of this name. */
  public boolean contains(String name) {
    return header.byName().containsKey(name);
  }

  /**
   * Returns a tensor's place, type and shape.
   *
   * @throws CheckpointException if there is none of that name
   */
  public Entry entry(String name) {
    Entry entry = header.byName().get(name);
    if (entry == null) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": no tensor '"
              + name
              + "'; it has "
              + header.entries().size()
              + ": "
              + header.someNames());
    }
    return entry;
  }

  /**
   * Returns the elements of a tensor of {@link Dtype#F32} in row-major order.
   *
   * @throws CheckpointException if there is none of that name, it is of another type, or it cannot
   *     be read
   */
  public float[] floats(String name) {
    Entry entry = entry(name, Dtype.F32);
    float[] values = new float[count(entry)];
    read(entry, (buffer, first, count) -> buffer.asFloatBuffer().get(values, first, count));
    return values;
  }

  /**
   * Returns the elements of a tensor of {@link Dtype#F64} in row-major order.
   *
   * @throws CheckpointException if there is none of that name, it is of another type, or it cannot
   *     be read
   */
  public double[] doubles(String name) {
    Entry entry = entry(name, Dtype.F64);
    double[] values = new double[count(entry)];
    read(entry, (buffer, first, count) -> buffer.asDoubleBuffer().get(values, first, count));
    return values;
  }

  /**
   * Returns the elements of a tensor of {@link Dtype#I64} in row-major order.
   *
   * @throws CheckpointException if there is none of that name, it is of another type, or it cannot
   *     be read
   */
  public long[] longs(String name) {
    Entry entry = entry(name, Dtype.I64);
    long[] values = new long[count(entry)];
    read(entry, (buffer, first, count) -> buffer.asLongBuffer().get(values, first, count));
    return values;
  }

  /** Closes the file; tensors can no longer be read. */
  @Override
  public void close() {
    closeQuietly(channel);
  }

  private Entry entry(String name, Dtype dtype) {
    Entry entry = entry(name);
    if (entry.dtype() != dtype) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": tensor '"
              + name
              + "' has dtype "
              + entry.dtype()
              + "; "
              + dtype
              + " was expected");
    }
    return entry;
  }

  private int count(Entry entry) {
    long count = entry.length() / entry.dtype().bytes();
    if (count > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": tensor '"
              + Header.shown(entry.name())
              + "' has "
              + count
              + " elements, more than a Java array holds");
    }
    return (int) count;
  }

  /** Takes the next elements of a tensor from a buffer. */
  private interface Portion {
    void take(ByteBuffer buffer, int first, int count);
  }

  private void read(Entry entry, Portion portion) {
    int capacity = (int) Math.min(BUFFER_BYTES, entry.length());
    ByteBuffer buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    int width = entry.dtype().bytes();
    try {
      for (long done = 0; done < entry.length(); done += buffer.limit()) {
        buffer.clear().limit((int) Math.min(capacity, entry.length() - done));
        if (!Channels.fill(channel, buffer, entry.offset() + done)) {
          throw new CheckpointException(
              "checkpoint "
                  + file
                  + ": tensor '"
                  + Header.shown(entry.name())
                  + "' ends early; the file has shrunk since it was opened");
        }
        portion.take(buffer.flip(), (int) (done / width), buffer.limit() / width);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CheckpointException unreadable(Path file, IOException cause) {
    return new CheckpointException("checkpoint " + file + " cannot be read: " + cause, cause);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // A file that was only read loses nothing.
      return;
    }
  }
}
