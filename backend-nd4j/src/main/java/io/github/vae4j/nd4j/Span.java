package io.github.vae4j.nd4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A run of floats in native memory, as a tensor or a state holds it.
 *
 * @param offset where it begins in its block
 * @param size the number of entries
 */
record Span(Block block, int offset, int size) {
  /** Longest piece that is filled or copied at a time. */
  private static final int PIECE = 1 << 14;

  float get(int index) {
    return block.floats().get(offset + index);
  }

  void put(int index, float value) {
    block.floats().put(offset + index, value);
  }

  void read(int from, float[] into, int at, int count) {
    block.floats().get(offset + from, into, at, count);
  }

  void read(int from, float[] into, int count) {
    block.floats().get(offset + from, into, 0, count);
  }

  void write(int from, float[] values, int at, int count) {
    block.floats().put(offset + from, values, at, count);
  }

  void write(int from, float[] values, int count) {
    block.floats().put(offset + from, values, 0, count);
  }

  /** Reads pieces of rows that lie {@code stride} entries apart, one behind the other. */
  void readRows(int from, int stride, float[] into, int rows, int count) {
    if (stride == count) {
      read(from, into, rows * count);
      return;
    }
    for (int row = 0; row < rows; row++) {
      read(from + row * stride, into, row * count, count);
    }
  }

  /** Writes what {@link #readRows} read. */
  void writeRows(int from, int stride, float[] values, int rows, int count) {
    if (stride == count) {
      write(from, values, rows * count);
      return;
    }
    for (int row = 0; row < rows; row++) {
      write(from + row * stride, values, row * count, count);
    }
  }

  /** Returns the address of an entry, for OpenBLAS. */
  FloatPointer pointer(long index) {
    return block.pointer().getPointer(offset + index);
  }

  /** Copies {@code count} entries from another span, on this thread. */
  void copy(int to, Span source, int from, int count) {
    block.floats().put(offset + to, source.block.floats(), source.offset + from, count);
  }

  /** Copies all entries of a span of at most this size. */
  void copyAll(int to, Span source, Workers workers) {
    workers.pieces(
        source.size, PIECE, (from, count, scratch) -> copy(to + from, source, from, count));
  }

  void fill(int from, int count, float value, Workers workers) {
    workers.tiles(
        count,
        (at, n, scratch) -> {
          Arrays.fill(scratch.a, 0, n, value);
          write(from + at, scratch.a, n);
        });
  }

  float[] toFloats(int from, int count, Workers workers) {
    float[] values = new float[count];
    workers.pieces(count, PIECE, (at, n, scratch) -> read(from + at, values, at, n));
    return values;
  }

  double[] toDoubles(int from, int count, Workers workers) {
    double[] values = new double[count];
    workers.tiles(
        count,
        (at, n, scratch) -> {
          read(from + at, scratch.a, n);
          for (int i = 0; i < n; i++) {
            values[at + i] = scratch.a[i];
          }
        });
    return values;
  }

  void set(int to, float[] values, Workers workers) {
    workers.pieces(values.length, PIECE, (at, n, scratch) -> write(to + at, values, at, n));
  }

  void set(int to, double[] values, Workers workers) {
    workers.tiles(
        values.length,
        (at, n, scratch) -> {
          for (int i = 0; i < n; i++) {
            scratch.a[i] = (float) values[at + i];
          }
          write(to + at, scratch.a, n);
        });
  }
}
