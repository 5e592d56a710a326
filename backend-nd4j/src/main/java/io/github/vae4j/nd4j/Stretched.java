package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;

/**
 * The entries of a tensor repeated to a shape it broadcasts to, or read along other axes than its
 * own, a tile at a time.
 *
 * <p>Neighbouring axes that one stride can walk are one axis here; the innermost is read in runs.
 */
final class Stretched {
  private final Span span;
  private final int[] lengths;
  private final int[] strides;

  private Stretched(Span span, int[] lengths, int[] strides) {
    this.span = span;
    this.lengths = lengths;
    this.strides = strides;
  }

  /**
   * Returns the entries repeated along the axes of {@code wide} that {@code narrow} lacks or has
   * length 1 in.
   */
  static Stretched of(Span span, Shape narrow, Shape wide) {
    int[] own = strides(narrow);
    int[] strides = new int[wide.rank()];
    int added = wide.rank() - narrow.rank();
    for (int axis = 0; axis < narrow.rank(); axis++) {
      strides[added + axis] = narrow.dim(axis) == 1 ? 0 : own[axis];
    }
    return walk(span, wide.toArray(), strides);
  }

  /** Returns the entries in the order of a walk over axes of these lengths and strides. */
  static Stretched walk(Span span, int[] lengths, int[] strides) {
    int[] mergedLengths = new int[lengths.length];
    int[] mergedStrides = new int[lengths.length];
    int count = 0;
    for (int axis = 0; axis < lengths.length; axis++) {
      if (lengths[axis] == 1) {
        continue;
      }
      if (count > 0 && mergedStrides[count - 1] == strides[axis] * lengths[axis]) {
        mergedLengths[count - 1] *= lengths[axis];
        mergedStrides[count - 1] = strides[axis];
      } else {
        mergedLengths[count] = lengths[axis];
        mergedStrides[count] = strides[axis];
        count++;
      }
    }
    if (count == 0) {
      return new Stretched(span, new int[] {1}, new int[] {0});
    }
    return new Stretched(
        span, Arrays.copyOf(mergedLengths, count), Arrays.copyOf(mergedStrides, count));
  }

  /** Returns how far apart neighbours along each axis lie in row-major order. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }

  /** Reads {@code count} entries of the walk from entry {@code from} on. */
  void read(int from, float[] into, int count) {
    int last = lengths.length - 1;
    if (last == 0) {
      run(from * strides[0], strides[0], into, 0, count);
      return;
    }
    int[] index = new int[lengths.length];
    int at = start(from, index);
    int done = 0;
    while (done < count) {
      int run = Math.min(lengths[last] - index[last], count - done);
      run(at, strides[last], into, done, run);
      done += run;
      index[last] += run;
      at += run * strides[last];
      at = carry(index, at);
    }
  }

  private int start(int from, int[] index) {
    int rest = from;
    int at = 0;
    for (int axis = lengths.length - 1; axis >= 0; axis--) {
      index[axis] = rest % lengths[axis];
      rest /= lengths[axis];
      at += index[axis] * strides[axis];
    }
    return at;
  }

  private int carry(int[] index, int position) {
    int at = position;
    for (int axis = lengths.length - 1; axis > 0 && index[axis] == lengths[axis]; axis--) {
      at += strides[axis - 1] - index[axis] * strides[axis];
      index[axis] = 0;
      index[axis - 1]++;
    }
    return at;
  }

  private void run(int at, int stride, float[] into, int to, int count) {
    if (stride == 1) {
      span.read(at, into, to, count);
    } else if (stride == 0) {
      Arrays.fill(into, to, to + count, span.get(at));
    } else {
      for (int i = 0; i < count; i++) {
        into[to + i] = span.get(at + i * stride);
      }
    }
  }
}
