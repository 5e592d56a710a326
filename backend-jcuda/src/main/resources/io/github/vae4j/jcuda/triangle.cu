// Triangular systems.
#include "walk.cuh"

// One triangle for each matrix of the batch, with `columns` right-hand sides.
struct Triangles {
  int size;
  int columns;
  int lower;
  int transpose;
  Walk<2> batch;
};

// A thread a column, by substitution in double: x(i) = (b(i) - sum of t(i, j) x(j)) / t(i, i) over
// the j that are known. The solution is written in both precisions.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    triangular_solve(const float* __restrict__ triangle, const float* __restrict__ right,
                     double* __restrict__ solution, float* __restrict__ to, const Triangles t,
                     int count) {
  int i = entry();
  if (i >= count) {
    return;
  }
  int matrix = i / t.columns;
  int column = i % t.columns;
  int at[2];
  t.batch.find(matrix, at);
  const float* system = triangle + at[0];
  int start = matrix * t.size * t.columns + column;
  // a transposed lower triangle is an upper one
  bool forward = t.lower != t.transpose;
  int row_apart = t.transpose ? 1 : t.size;
  int column_apart = t.transpose ? t.size : 1;
  for (int step = 0; step < t.size; step++) {
    int row = forward ? step : t.size - 1 - step;
    double x = right[at[1] + row * t.columns + column];
    for (int known = forward ? 0 : row + 1; known < (forward ? row : t.size); known++) {
      x -= system[row * row_apart + known * column_apart] * solution[start + known * t.columns];
    }
    x /= system[row * (t.size + 1)];
    solution[start + row * t.columns] = x;
    to[start + row * t.columns] = static_cast<float>(x);
  }
}
