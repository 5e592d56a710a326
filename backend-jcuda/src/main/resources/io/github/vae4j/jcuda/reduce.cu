// Reductions of (outer, length, inner) over the middle axis, and the running sum along it.
//
// Which thread takes which terms depends on the shape alone: results are the same each time.
#include "reduce.cuh"

constexpr int REDUCTION_THREADS = 256;

// A warp a row, for short rows: x is (rows, length).
template <typename Reduction>
__device__ void reduce_rows(const float* x, float* to, int rows, int length) {
  int row = blockIdx.x * (REDUCTION_THREADS / WARP) + threadIdx.x / WARP;
  int lane = threadIdx.x % WARP;
  // rows after the last have no terms, but their lanes are there for the exchange
  Reduction known = reduced_by_warp<Reduction>(x + static_cast<unsigned>(row) * length, lane,
                                               row < rows ? length : 0);
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
