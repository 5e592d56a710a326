// What the gradient of a layer needs before its products.
#include "math.cuh"

constexpr int ADJOINT_THREADS = 256;

// gradient * f'(output) of (rows, columns), and the sums of its columns: a block takes `across`
// neighbouring columns, a power of two, of `share` rows, and writes the sums in line blockIdx.y.
extern "C" __global__ void __launch_bounds__(ADJOINT_THREADS)
    through_activation(const float* __restrict__ gradient, const float* __restrict__ output,
                       float* __restrict__ inner, float* __restrict__ sums, int rows, int columns,
                       int activation, int across, int share) {
  __shared__ float shared[ADJOINT_THREADS];
  int thread = threadIdx.x;
  int column = blockIdx.x * across + thread % across;
  int first = blockIdx.y * share;
  int end = column < columns ? min(first + share, rows) : 0;
  float sum = 0.0f;
#pragma unroll 4
  for (int row = first + thread / across; row < end; row += ADJOINT_THREADS / across) {
    int at = row * columns + column;
    float slope = gradient[at] * activation_slope(activation, output[at]);
    inner[at] = slope;
    sum += slope;
  }
  shared[thread] = sum;
  for (int half = ADJOINT_THREADS / 2; half >= across; half /= 2) {
    __syncthreads();
    if (thread < half) {
      shared[thread] += shared[thread + half];
    }
  }
  if (thread < across && column < columns) {
    sums[blockIdx.y * columns + column] = shared[thread];
  }
}
