// Operations that make entries out of nothing and those that move them, one thread an entry of the
// result.
#include "math.cuh"
#include "walk.cuh"

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    fill(float* __restrict__ to, int count, float value) {
  int i = entry();
  if (i < count) {
    to[i] = value;
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    range(float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    to[i] = static_cast<float>(i);
  }
}

// The entries in the order of a walk.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    walked(const float* __restrict__ from, Walk<1> walk, float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    int at[1];
    walk.find(i, at);
    to[i] = from[at[0]];
  }
}

// The columns [start, start + length) of rows of `width` are those of `from`, the others 0.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    pad(const float* __restrict__ from, int start, int length, Divisor width,
        float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    int row = width.quotient(i);
    int column = i - row * width.length - start;
    to[i] = column >= 0 && column < length ? from[row * length + column] : 0.0f;
  }
}

constexpr int JOINED = 4;

// Where the columns of each tensor that is joined end.
struct Ends {
  int at[JOINED];
};

// Rows of up to four tensors beside one another, into the columns of a wider tensor from `start`
// on. width is that of all four, whole that of the result; an unused one has no columns.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    join(const float* __restrict__ first, const float* __restrict__ second,
         const float* __restrict__ third, const float* __restrict__ fourth, Ends ends,
         Divisor width, int start, int whole, float* __restrict__ to, int count) {
  int i = entry();
  if (i >= count) {
    return;
  }
  int row = width.quotient(i);
  int column = i - row * width.length;
  const float* parts[JOINED] = {first, second, third, fourth};
  const float* from = parts[0];
  int begin = 0;
  int end = ends.at[0];
#pragma unroll
  for (int part = 1; part < JOINED; part++) {
    if (column >= ends.at[part - 1]) {
      from = parts[part];
      begin = ends.at[part - 1];
      end = ends.at[part];
    }
  }
  to[row * whole + start + column] = from[row * (end - begin) + column - begin];
}

// Rows of a table by their numbers; NaN for a row that is not there, since the host cannot be asked
// to refuse it.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    gather(const float* __restrict__ table, int rows, const float* __restrict__ numbers,
           Divisor width, float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    int place = width.quotient(i);
    int column = i - place * width.length;
    float number = numbers[place];
    to[i] = is_row(number, rows) ? table[static_cast<int>(number) * width.length + column] : NAN;
  }
}

// Each entry of the table adds its updates in their order. An update of a row that is not there has
// no entry of its own to be seen in, and makes all of them NaN.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    scatter_add(const float* __restrict__ numbers, const float* __restrict__ updates, int length,
                int rows, Divisor width, float* __restrict__ table, int count) {
  int i = entry();
  if (i >= count) {
    return;
  }
  int row = width.quotient(i);
  int column = i - row * width.length;
  double sum = 0.0;
  for (int update = 0; update < length; update++) {
    float number = numbers[update];
    if (!is_row(number, rows)) {
      sum = NAN;
    } else if (static_cast<int>(number) == row) {
      sum += updates[update * width.length + column];
    }
  }
  table[i] = static_cast<float>(sum);
}
