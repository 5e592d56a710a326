package io.github.vae4j.core.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.vae4j.core.files.LittleEndianOutput;
import io.github.vae4j.core.files.PendingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the format: header length, header padded with spaces to a multiple of 8 bytes, data. */
final class SafeTensorsWriter {
  // Wide elements first, so that every tensor begins at a multiple of its element size.
  private static final Comparator<TensorData> ORDER =
      Comparator.comparingInt((TensorData t) -> -t.dtype().bytes()).thenComparing(TensorData::name);

  private SafeTensorsWriter() {}

  static void write(Path file, Map<String, String> metadata, List<? extends TensorData> tensors) {
    List<TensorData> sorted = tensors.stream().<TensorData>map(t -> t).sorted(ORDER).toList();
    checkNames(sorted);
    byte[] header = header(metadata, sorted);
    try (PendingFile pending = PendingFile.beside(file)) {
      LittleEndianOutput output = new LittleEndianOutput(pending.channel());
      output.write(new long[] {header.length}, 0, 1);
      output.write(header);
      ChannelSink sink = new ChannelSink(output);
      for (TensorData tensor : sorted) {
        sink.tensor(tensor);
      }
      pending.commit();
    } catch (IOException e) {
      throw new CheckpointException(
          "checkpoint " + file + " was not written: " + e.getMessage(), e);
    }
  }

  private static void checkNames(List<TensorData> tensors) {
    Set<String> names = new HashSet<>();
    for (TensorData tensor : tensors) {
      if (tensor.name().equals(Header.METADATA)) {
        throw new IllegalArgumentException(
            "SafeTensors.write: the format reserves the name " + Header.METADATA);
      }
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException(
            "SafeTensors.write: two tensors are called '" + tensor.name() + "'");
      }
    }
  }

  private static byte[] header(Map<String, String> metadata, List<TensorData> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(Header.METADATA);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (TensorData tensor : tensors) {
        begin = writeEntry(json, tensor, begin);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "SafeTensors.write: a name or metadata text is not valid Unicode: " + e.getMessage(), e);
    }
    while (bytes.size() % Long.BYTES != 0) {
      bytes.write(' ');
    }
    if (bytes.size() > Header.MAX_BYTES) {
      throw new IllegalArgumentException(
          "SafeTensors.write: the header takes "
              + bytes.size()
              + " bytes, the format's limit is "
              + Header.MAX_BYTES);
    }
    return bytes.toByteArray();
  }

  private static long writeEntry(JsonGenerator json, TensorData tensor, long begin)
      throws IOException {
    long end =
        Math.addExact(begin, Math.multiplyExact(tensor.shape().size(), tensor.dtype().bytes()));
    json.writeObjectFieldStart(tensor.name());
    json.writeStringField("dtype", tensor.dtype().name());
    json.writeFieldName("shape");
    int[] dims = tensor.shape().toArray();
    json.writeArray(dims, 0, dims.length);
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }
}
