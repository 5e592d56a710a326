package io.github.vae4j.nd4j;

/** What is computed along one run of entries. */
final class Lines {
  private Lines() {}

  /** A run of entries to one number. */
  interface Reduction {
    float of(Span x, int from, int width, Scratch s);
  }

  static float largest(Span x, int from, int width, Scratch s) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int at = 0; at < width; at += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, width - at);
      x.read(from + at, s.a, n);
      for (int i = 0; i < n; i++) {
        largest = Math.max(largest, s.a[i]);
      }
    }
    return largest;
  }

  static float logSumExp(Span x, int from, int width, Scratch s) {
    float largest = largest(x, from, width, s);
    if (Float.isInfinite(largest) || Float.isNaN(largest)) {
      return largest;
    }
    return (float) (largest + Math.log(sumOfExponentials(x, from, width, largest, s)));
  }

  /** Writes (x − m) − log Σ e^(x − m), m being the largest: more exact than x − (m + log …). */
  static void logSoftmax(Span x, int from, int width, Span out, Scratch s) {
    float largest = largest(x, from, width, s);
    float norm = (float) Math.log(sumOfExponentials(x, from, width, largest, s));
    for (int at = 0; at < width; at += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, width - at);
      x.read(from + at, s.a, n);
      Kernels.affine(s.a, 1, -largest, s.a, n);
      Kernels.affine(s.a, 1, -norm, s.a, n);
      out.write(from + at, s.a, n);
    }
  }

  private static double sumOfExponentials(Span x, int from, int width, float shift, Scratch s) {
    double sum = 0;
    for (int at = 0; at < width; at += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, width - at);
      x.read(from + at, s.a, n);
      Kernels.affine(s.a, 1, -shift, s.a, n);
      Transcendental.exp(s.a, s.a, n, s);
      sum += Sums.of(s.a, 0, n, s);
    }
    return sum;
  }

  static float indexOfLargest(Span x, int from, int width, Scratch s) {
    float largest = Float.NEGATIVE_INFINITY;
    int index = 0;
    for (int at = 0; at < width; at += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, width - at);
      x.read(from + at, s.a, n);
      for (int i = 0; i < n; i++) {
        if (Float.isNaN(s.a[i])) {
          return at + i;
        }
        if (s.a[i] > largest) {
          largest = s.a[i];
          index = at + i;
        }
      }
    }
    return index;
  }

  static void cumulativeSum(Span x, int from, int width, boolean reverse, Span out, Scratch s) {
    double sum = 0;
    for (int done = 0; done < width; done += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, width - done);
      int at = from + (reverse ? width - done - n : done);
      x.read(at, s.a, n);
      for (int i = 0; i < n; i++) {
        int entry = reverse ? n - 1 - i : i;
        sum += s.a[entry];
        s.a[entry] = (float) sum;
      }
      out.write(at, s.a, n);
    }
  }
}
