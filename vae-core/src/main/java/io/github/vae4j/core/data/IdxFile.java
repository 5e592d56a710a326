package io.github.vae4j.core.data;

import io.github.vae4j.api.model.DataSchema;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of unsigned bytes in the IDX format of MNIST, gzipped or not: two zero bytes, the
 * element type 0x08, the number of dimensions, the dimensions as big-endian 32-bit numbers, the
 * elements in row-major order.
 *
 * <p>Reading is strict, and takes memory in proportion to what the file really holds, at most
 * {@value #MAX_BYTES} bytes of elements.
 */
public final class IdxFile {
  /** The most elements that are read. */
  public static final int MAX_BYTES = 1 << 30;

  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MAX_RANK = 4;
  private static final int FIRST_PORTION = 1 << 16;

  private final String where;
  private final int[] dims;
  private final byte[] elements;
  private final String digest;

  private IdxFile(String where, int[] dims, byte[] elements, String digest) {
    this.where = where;
    this.dims = dims;
    this.elements = elements;
    this.digest = digest;
  }

  /**
   * Reads a file.
   *
   * @throws DataException if it is missing or departs from the format; the message names the file,
   *     the field and the value
   */
  public static IdxFile read(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return read(bytes, file.toString());
    } catch (NoSuchFileException e) {
      throw new DataException("IDX file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new DataException("IDX file " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param where what to call it in messages
   * @throws DataException if it departs from the format; the message names the file, the field and
   *     the value
   */
  public static IdxFile read(InputStream bytes, String where) {
    MessageDigest sha = Digests.sha256();
    try {
      return new Reader(new DigestInputStream(decompressed(bytes), sha), where).read(sha);
    } catch (IOException e) {
      throw new DataException(
          "IDX file " + where + " cannot be read: " + e + "; it is damaged, fetch it again", e);
    }
  }

  private static InputStream decompressed(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, FIRST_PORTION) : buffered;
  }

  /** Returns the dimensions, outermost first, as a fresh array. */
  public int[] dims() {
    return dims.clone();
  }

  /** Returns the SHA-256 of the decompressed file in hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /**
   * Returns the images of this file, of dimensions (n, height, width) or (n, height, width,
   * channels), as rows of grey levels.
   *
   * @param labels of dimension (n), or null
   * @throws DataException if the dimensions are others, or the numbers of images and labels differ
   */
  public Dataset images(@Nullable IdxFile labels) {
    if (dims.length < 3 || elements.length == 0) {
      throw new DataException(
          "IDX file "
              + where
              + ": dimensions "
              + shown()
              + " are not those of images, (n, height, width)");
    }
    int channels = dims.length == 3 ? 1 : dims[3];
    DataSchema schema = DataSchema.of(dims[1], dims[2], channels);
    if (labels == null) {
      return Dataset.sharing(schema, elements, null);
    }
    if (labels.dims.length != 1 || labels.dims[0] != dims[0]) {
      throw new DataException(
          "IDX file "
              + labels.where
              + ": dimensions "
              + labels.shown()
              + " are not those of labels for the "
              + dims[0]
              + " images of "
              + where);
    }
    int[] classes = IntStream.range(0, dims[0]).map(i -> labels.elements[i] & 0xff).toArray();
    return Dataset.sharing(schema, elements, classes);
  }

  private String shown() {
    return Arrays.stream(dims)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Reads one stream once. */
  private record Reader(InputStream in, String where) {
    IdxFile read(MessageDigest sha) throws IOException {
      byte[] magic = exactly(4, "magic number");
      if (magic[0] != 0 || magic[1] != 0) {
        throw refused(
            "magic number",
            String.format(
                "begins with %02x%02x, not 0000; this is no IDX file", magic[0], magic[1]));
      }
      if (magic[2] != UNSIGNED_BYTE) {
        throw refused(
            "element type",
            String.format("0x%02x is not 0x08, unsigned bytes; convert the file", magic[2]));
      }
      if (magic[3] < 1 || magic[3] > MAX_RANK) {
        throw refused("number of dimensions", (magic[3] & 0xff) + " is not from 1 to " + MAX_RANK);
      }
      int[] dims = new int[magic[3]];
      long total = 1;
      for (int i = 0; i < dims.length; i++) {
        dims[i] = dim(i, exactly(4, "dimension " + i));
        total *= dims[i];
        if (total > MAX_BYTES) {
          throw refused(
              "dimension " + i,
              dims[i]
                  + " makes "
                  + total
                  + " elements or more; at most "
                  + MAX_BYTES
                  + " are read");
        }
      }
      byte[] elements = exactly((int) total, "elements");
      if (in.read() >= 0) {
        throw refused(
            "elements",
            "bytes follow the " + total + " that the dimensions announce; the file is damaged");
      }
      return new IdxFile(where, dims, elements, Digests.hex(sha));
    }

    private int dim(int axis, byte[] bytes) {
      int dim = ByteBuffer.wrap(bytes).getInt();
      if (dim < 0) {
        throw refused(
            "dimension " + axis,
            Integer.toUnsignedString(dim) + " is more than " + Integer.MAX_VALUE);
      }
      return dim;
    }

    /** Reads so many bytes, into a buffer that grows with what has really come. */
    private byte[] exactly(int count, String field) throws IOException {
      byte[] bytes = new byte[Math.min(count, FIRST_PORTION)];
      int have = 0;
      while (have < count) {
        if (have == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
        }
        int read = read(bytes, have);
        if (read < 0) {
          throw refused(
              field,
              "the file ends after "
                  + have
                  + " of "
                  + count
                  + " bytes; it is truncated, fetch it again");
        }
        have += read;
      }
      return bytes;
    }

    private int read(byte[] bytes, int have) throws IOException {
      try {
        return in.read(bytes, have, bytes.length - have);
      } catch (EOFException e) {
        return -1;
      }
    }

    private DataException refused(String field, String problem) {
      return new DataException("IDX file " + where + ": " + field + ": " + problem);
    }
  }
}
