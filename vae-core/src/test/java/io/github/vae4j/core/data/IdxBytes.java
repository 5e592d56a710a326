package io.github.vae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files. */
final class IdxBytes {
  private IdxBytes() {}

  /** Returns a file whose element i is i modulo 256. */
  static byte[] counting(int... dims) {
    int total = 1;
    for (int dim : dims) {
      total *= dim;
    }
    return of(0x08, dims, total);
  }

  static byte[] of(int type, int[] dims, int elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + elements);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) dims.length});
    for (int dim : dims) {
      bytes.putInt(dim);
    }
    for (int i = 0; i < elements; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
