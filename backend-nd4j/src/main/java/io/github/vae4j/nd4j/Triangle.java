package io.github.vae4j.nd4j;

/**
 * Solves T · X = B by substitution, in double precision.
 *
 * @param size rows and columns of T
 * @param columns of B
 * @param lower which half of the stored matrix is T
 * @param transpose whether T is the transpose of that half
 */
record Triangle(int size, int columns, boolean lower, boolean transpose) {
  void solve(Span triangle, Span right, Span out) {
    float[] t = new float[size * size];
    float[] b = new float[size * columns];
    triangle.read(0, t, t.length);
    right.read(0, b, b.length);
    double[] x = new double[b.length];
    // a transposed lower triangle is an upper one
    boolean forward = lower != transpose;
    for (int step = 0; step < size; step++) {
      row(t, b, x, forward ? step : size - 1 - step, forward);
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = (float) x[i];
    }
    out.write(0, b, b.length);
  }

  private void row(float[] t, float[] b, double[] x, int row, boolean forward) {
    int at = row * columns;
    for (int j = 0; j < columns; j++) {
      x[at + j] = b[at + j];
    }
    for (int k = forward ? 0 : row + 1; k < (forward ? row : size); k++) {
      double factor = entry(t, row, k);
      for (int j = 0; j < columns; j++) {
        x[at + j] -= factor * x[k * columns + j];
      }
    }
    double diagonal = entry(t, row, row);
    for (int j = 0; j < columns; j++) {
      x[at + j] /= diagonal;
    }
  }

  private double entry(float[] t, int row, int column) {
    return transpose ? t[column * size + row] : t[row * size + column];
  }
}
