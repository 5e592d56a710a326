package io.github.vae4j.core.data;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import java.util.EnumMap;
import java.util.Map;

/**
 * Some rows of a set, copied.
 *
 * @param parts (size · width) of each part that the set has, the rows end to end
 * @param rows (size), their numbers in the set
 * @param size how many they are
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over to be read, not compared.
public record HostBatch(Map<BatchPart, float[]> parts, int[] rows, int size) {
  static HostBatch empty(Map<BatchPart, Integer> widths, int size) {
    Map<BatchPart, float[]> parts = new EnumMap<>(BatchPart.class);
    widths.forEach((part, width) -> parts.put(part, new float[Math.multiplyExact(size, width)]));
    return new HostBatch(parts, new int[size], size);
  }

  /**
   * Returns the values of a part, (size · width), the rows end to end.
   *
   * @throws IllegalArgumentException if the set has no such part
   */
  public float[] part(BatchPart part) {
    float[] values = parts.get(part);
    if (values == null) {
      throw new IllegalArgumentException("HostBatch: no " + part + " among " + parts.keySet());
    }
    return values;
  }

  /** Returns x, (size · dataSize). */
  public float[] x() {
    return part(BatchPart.X);
  }

  /** Returns these rows as tensors, without their numbers in the set. */
  public Batch batch(Ops ops) {
    return BatchPart.batch(
            parts.keySet(),
            part -> {
              float[] values = part(part);
              return ops.tensor(values, Shape.of(size, values.length / size));
            })
        .build();
  }

  /** Copies the parts of the rows whose numbers it holds. */
  void fill(Source source) {
    parts.forEach(
        (part, into) -> {
          int width = into.length / size;
          for (int i = 0; i < size; i++) {
            source.copyPart(part, rows[i], into, i * width);
          }
        });
  }

  /** Where rows are copied from. */
  interface Source {
    void copyPart(BatchPart part, int row, float[] into, int offset);
  }
}
