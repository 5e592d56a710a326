package io.github.vae4j.core.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.vae4j.api.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the header of a file that is not trusted. */
final class HeaderReader {
  private static final int MAX_RANK = 64;

  // Interned or shared symbol tables would keep names of hostile files for as long as the JVM runs.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Path file;
  private final long dataStart;
  private final long dataLength;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<SafeTensors.Entry> entries = new ArrayList<>();

  private HeaderReader(Path file, long dataStart, long dataLength) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataLength = dataLength;
  }

  static Header read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (size < Long.BYTES || !Channels.fill(channel, prefix, 0)) {
      throw refused(file, "file length", size + " bytes is less than the 8 of the header length");
    }
    long length = prefix.getLong(0);
    if (length < 0 || length > Header.MAX_BYTES) {
      throw refused(
          file,
          "header length",
          Long.toUnsignedString(length) + " is more than the format's limit " + Header.MAX_BYTES);
    }
    if (length > size - Long.BYTES) {
      throw refused(
          file,
          "header length",
          length + " reaches beyond the end of the file, which has " + size + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    if (!Channels.fill(channel, bytes, Long.BYTES)) {
      throw refused(file, "header", "ends early");
    }
    long dataStart = Long.BYTES + length;
    return new HeaderReader(file, dataStart, size - dataStart).parse(text(file, bytes.flip()));
  }

  private static String text(Path file, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException(
          "checkpoint " + file + ": header: not UTF-8 text; the file is damaged", e);
    }
  }

  private Header parse(String text) throws IOException {
    if (!text.startsWith("{")) {
      throw refused("header", "does not begin with '{'");
    }
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals(Header.METADATA)) {
          readMetadata(json);
        } else {
          entries.add(readEntry(name, json));
        }
      }
      if (json.nextToken() != null) {
        throw refused("header", "goes on after its closing '}'");
      }
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": header: not valid JSON: "
              + Header.shown(e.getOriginalMessage()),
          e);
    }
    Header header = Header.of(metadata, entries);
    checkContiguous(header.entries());
    return header;
  }

  private void readMetadata(JsonParser json) throws IOException {
    expect(json, JsonToken.START_OBJECT, Header.METADATA, "must be an object of texts");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      expect(
          json,
          JsonToken.VALUE_STRING,
          Header.METADATA + "." + Header.shown(key),
          "must be a text");
      metadata.put(key, json.getText());
    }
  }

  private SafeTensors.Entry readEntry(String name, JsonParser json) throws IOException {
    String field = "tensor '" + Header.shown(name) + "'";
    expect(
        json,
        JsonToken.START_OBJECT,
        field,
        "must be an object with dtype, shape and data_offsets");
    Dtype dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> dtype = dtype(field, json);
        case "shape" -> shape = numbers(field + " shape", json, MAX_RANK);
        case "data_offsets" -> offsets = numbers(field + " data_offsets", json, 2);
        default ->
            throw refused(
                field,
                "unknown key '"
                    + Header.shown(key)
                    + "'; only dtype, shape and data_offsets are known");
      }
    }
    return entry(name, field, dtype, shape, offsets);
  }

  private SafeTensors.Entry entry(
      String name,
      String field,
      @Nullable Dtype dtype,
      long @Nullable [] shape,
      long @Nullable [] offsets) {
    if (dtype == null || shape == null || offsets == null) {
      throw refused(
          field,
          (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets") + " is missing");
    }
    if (offsets.length != 2) {
      throw refused(field + " data_offsets", "must be two numbers, got " + offsets.length);
    }
    long begin = offsets[0];
    long end = offsets[1];
    if (begin > end || end > dataLength) {
      throw refused(
          field + " data_offsets",
          "["
              + begin
              + ", "
              + end
              + "] must be in order and within the "
              + dataLength
              + " bytes of data");
    }
    int[] dims = new int[shape.length];
    long bytes = dtype.bytes();
    for (int i = 0; i < dims.length; i++) {
      bytes = product(field, bytes, shape[i]);
      dims[i] = dim(field, shape[i]);
    }
    if (bytes != end - begin) {
      throw refused(
          field,
          "shape "
              + Shape.of(dims)
              + " of "
              + dtype
              + " takes "
              + bytes
              + " bytes, data_offsets give "
              + (end - begin));
    }
    return new SafeTensors.Entry(name, dtype, Shape.of(dims), dataStart + begin, bytes);
  }

  private long product(String field, long size, long dim) {
    try {
      return Math.multiplyExact(size, dim);
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          "checkpoint " + file + ": " + field + " shape: its size overflows at " + dim, e);
    }
  }

  private int dim(String field, long dim) {
    if (dim > Integer.MAX_VALUE) {
      throw refused(field + " shape", "axis length " + dim + " is more than " + Integer.MAX_VALUE);
    }
    return (int) dim;
  }

  private Dtype dtype(String field, JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_STRING, field + " dtype", "must be a text");
    String name = json.getText();
    for (Dtype dtype : Dtype.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw refused(
        field + " dtype", "'" + Header.shown(name) + "' is not known; F32, F64 and I64 are");
  }

  private long[] numbers(String field, JsonParser json, int limit) throws IOException {
    expect(json, JsonToken.START_ARRAY, field, "must be a list of whole numbers");
    long[] numbers = new long[limit];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, JsonToken.VALUE_NUMBER_INT, field, "must hold whole numbers only");
      if (count == limit) {
        throw refused(field, "has more than " + limit + " numbers");
      }
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
        throw refused(field, Header.shown(json.getText()) + " is not from 0 to " + Long.MAX_VALUE);
      }
      numbers[count++] = json.getLongValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private void checkContiguous(List<SafeTensors.Entry> sorted) {
    long at = dataStart;
    for (SafeTensors.Entry entry : sorted) {
      if (entry.offset() != at) {
        throw refused(
            "tensor '" + Header.shown(entry.name()) + "' data_offsets",
            "begins at "
                + (entry.offset() - dataStart)
                + " where "
                + (at - dataStart)
                + " was expected; tensors "
                + (entry.offset() < at ? "overlap" : "leave a hole"));
      }
      at += entry.length();
    }
    if (at != dataStart + dataLength) {
      throw refused(
          "data", (dataStart + dataLength - at) + " bytes after the last tensor belong to none");
    }
  }

  private void expect(JsonParser json, JsonToken token, String field, String rule) {
    if (json.currentToken() != token) {
      throw refused(field, rule + ", got " + json.currentToken());
    }
  }

  private CheckpointException refused(String field, String problem) {
    return refused(file, field, problem);
  }

  private static CheckpointException refused(Path file, String field, String problem) {
    return new CheckpointException(
        "checkpoint "
            + file
            + ": "
            + field
            + ": "
            + problem
            + "; the file is damaged or of another format");
  }
}
