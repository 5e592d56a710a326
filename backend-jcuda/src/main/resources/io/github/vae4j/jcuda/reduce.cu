// Reductions of (outer, length, inner) over the middle axis, and the running sum along it.
//
// A reduction has a type that holds what is known of the terms seen so far: identity() of none,
// take() more terms, merge() with another, value(). Which thread takes which terms depends on the
// shape alone, so that results are the same each time.
#include "math.cuh"

constexpr int REDUCTION_THREADS = 256;
constexpr int WARP = 32;

// Terms that a thread loads before it adds the first of them.
constexpr int TOGETHER = 8;

// Adds eight at a time in single precision, their sums in double: no slower than memory, and the
// error does not grow with the number of terms.
struct Sum {
  double total;

  __device__ static Sum identity() { return {0.0}; }
  __device__ static float neutral() { return 0.0f; }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    total += ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]));
  }

  __device__ void merge(Sum other) { total += other.total; }
  __device__ Sum across(int lanes) const { return {__shfl_xor_sync(~0u, total, lanes)}; }
  __device__ float value() const { return static_cast<float>(total); }
};

struct Max {
  float most;

  __device__ static Max identity() { return {neutral()}; }
  __device__ static float neutral() { return -INFINITY; }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    for (float term : x) {
      most = larger(most, term);
    }
  }

  __device__ void merge(Max other) { most = larger(most, other.most); }
  __device__ Max across(int lanes) const { return {__shfl_xor_sync(~0u, most, lanes)}; }
  __device__ float value() const { return most; }
};

// log of the sum of exp(x), as the largest and the sum relative to it, which grows with it.
struct LogSumExp {
  float most;
  double sum;

  __device__ static LogSumExp identity() { return {neutral(), 0.0}; }
  __device__ static float neutral() { return -INFINITY; }

  // exp(x - most); 1 for equal infinities, whose difference is NaN
  __device__ static float ratio(float x, float most) { return x == most ? 1.0f : expf(x - most); }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    float before = most;
    for (float term : x) {
      most = larger(most, term);
    }
    float added = 0.0f;
    for (float term : x) {
      added += ratio(term, most);
    }
    sum = sum * ratio(before, most) + added;
  }

  __device__ void merge(LogSumExp other) {
    float both = larger(most, other.most);
    sum = sum * ratio(most, both) + other.sum * ratio(other.most, both);
    most = both;
  }

  __device__ LogSumExp across(int lanes) const {
    return {__shfl_xor_sync(~0u, most, lanes), __shfl_xor_sync(~0u, sum, lanes)};
  }

  __device__ float value() const { return static_cast<float>(most + log(sum)); }
};

// The place of the largest, of NaN if there is one, and the first of equals.
struct ArgMax {
  float most;
  int place;

  __device__ static ArgMax identity() { return {neutral(), 0x7fffffff}; }
  __device__ static float neutral() { return -INFINITY; }

  __device__ void take(const float (&x)[TOGETHER], int first, int stride) {
    for (int i = 0; i < TOGETHER; i++) {
      merge({x[i], first + i * stride});
    }
  }

  __device__ void merge(ArgMax other) {
    bool equal = other.most == most || (other.most != other.most && most != most);
    bool beyond = other.most > most || (other.most != other.most && most == most);
    if (beyond || (equal && other.place < place)) {
      *this = other;
    }
  }

  __device__ ArgMax across(int lanes) const {
    return {__shfl_xor_sync(~0u, most, lanes), __shfl_xor_sync(~0u, place, lanes)};
  }

  __device__ float value() const { return static_cast<float>(place); }
};

// What is known of every stride-th term from `first` to before `end`, neighbours `inner` apart.
template <typename Reduction>
__device__ Reduction reduced(const float* x, unsigned first, unsigned end, int stride, int inner) {
  Reduction known = Reduction::identity();
  for (unsigned i = first; i < end; i += TOGETHER * stride) {
    float terms[TOGETHER];
#pragma unroll
    for (int k = 0; k < TOGETHER; k++) {
      unsigned at = i + k * stride;
      terms[k] = at < end ? x[at * inner] : Reduction::neutral();
    }
    known.take(terms, i, stride);
  }
  return known;
}

// A warp a row, for short rows: x is (rows, length).
template <typename Reduction>
__device__ void reduce_rows(const float* x, float* to, int rows, int length) {
  int row = blockIdx.x * (REDUCTION_THREADS / WARP) + threadIdx.x / WARP;
  int lane = threadIdx.x % WARP;
  // rows after the last have no terms, but their lanes are there for the exchange
  Reduction known = reduced<Reduction>(x + static_cast<unsigned>(row) * length, lane,
                                       row < rows ? length : 0, WARP, 1);
  for (int lanes = WARP / 2; lanes > 0; lanes /= 2) {
    known.merge(known.across(lanes));
  }
  if (row < rows && lane == 0) {
    to[row] = known.value();
  }
}

// Blocks of `columns` neighbours of the inner axis (a power of two), their threads beside one
// another on as many terms as fit. blockIdx.y is the part of the axis: x is (outer, length, inner),
// the result (outer, parts, inner), a part having `share` terms.
template <typename Reduction>
__device__ void reduce_axis(Reduction (&shared)[REDUCTION_THREADS], const float* x, float* to,
                            int length, int inner, int columns, int share) {
  int thread = threadIdx.x;
  int tiles = (inner + columns - 1) / columns;
  unsigned outer = blockIdx.x / tiles;
  int column = blockIdx.x % tiles * columns + thread % columns;
  unsigned first = blockIdx.y * share;
  unsigned end = column < inner ? min(first + share, static_cast<unsigned>(length)) : 0;
  Reduction known = reduced<Reduction>(x + outer * length * inner + column,
                                       first + thread / columns, end,
                                       REDUCTION_THREADS / columns, inner);
  shared[thread] = known;
  for (int half = REDUCTION_THREADS / 2; half >= columns; half /= 2) {
    __syncthreads();
    if (thread < half) {
      known.merge(shared[thread + half]);
      shared[thread] = known;
    }
  }
  if (thread < columns && column < inner) {
    to[(outer * gridDim.y + blockIdx.y) * inner + column] = known.value();
  }
}

#define REDUCTION(NAME, TYPE)                                                                  \
  extern "C" __global__ void __launch_bounds__(REDUCTION_THREADS)                              \
      NAME##_rows(const float* __restrict__ x, float* __restrict__ to, int rows, int length) { \
    reduce_rows<TYPE>(x, to, rows, length);                                                    \
  }                                                                                            \
  extern "C" __global__ void __launch_bounds__(REDUCTION_THREADS)                              \
      NAME##_axis(const float* __restrict__ x, float* __restrict__ to, int length, int inner,  \
                  int columns, int share) {                                                    \
    __shared__ TYPE shared[REDUCTION_THREADS];                                                 \
    reduce_axis(shared, x, to, length, inner, columns, share);                                 \
  }

REDUCTION(sum, Sum)
REDUCTION(max, Max)
REDUCTION(log_sum_exp, LogSumExp)
REDUCTION(argmax, ArgMax)

// A warp a line of the middle axis of (outer, length, inner), 32 entries at a time, in double.
extern "C" __global__ void __launch_bounds__(REDUCTION_THREADS)
    cumulative_sum(const float* __restrict__ x, float* __restrict__ to, int lines, unsigned length,
                   int inner, int reverse) {
  int line = blockIdx.x * (REDUCTION_THREADS / WARP) + threadIdx.x / WARP;
  int lane = threadIdx.x % WARP;
  unsigned start = static_cast<unsigned>(line / inner) * length * inner + line % inner;
  double before = 0.0;
  for (unsigned first = 0; line < lines && first < length; first += WARP) {
    unsigned i = first + lane;
    unsigned at = start + (reverse ? length - 1 - i : i) * inner;
    double sum = i < length ? x[at] : 0.0f;
    for (int lanes = 1; lanes < WARP; lanes *= 2) {
      double left = __shfl_up_sync(~0u, sum, lanes);
      sum += lane >= lanes ? left : 0.0;
    }
    sum += before;
    if (i < length) {
      to[at] = static_cast<float>(sum);
    }
    before = __shfl_sync(~0u, sum, WARP - 1);
  }
}
