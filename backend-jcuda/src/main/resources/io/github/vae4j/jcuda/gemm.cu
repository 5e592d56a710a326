// Products of matrices, batched.
#include "gemm.cuh"
#include "gemm_tensor.cuh"
#include "walk.cuh"

// One product a matrix of the batch: (rows, terms) times (terms, columns). Each of gridDim.y splits
// sums `depth` terms and writes `apart` further on.
struct Product {
  int rows;
  int columns;
  int terms;
  int left_along_terms;
  int right_along_terms;
  int depth;
  int apart;
  int activation;
  Walk<2> batch;
};

template <class T, template <class> class S>
__device__ void product(Panels<T>& panels, const float* left, const float* right,
                        const float* bias, float* to, const Product& p) {
  int across = (p.columns + T::COLUMNS - 1) / T::COLUMNS;
  int tiles = (p.rows + T::ROWS - 1) / T::ROWS * across;
  int matrix = blockIdx.x / tiles;
  int tile = blockIdx.x % tiles;
  int from = blockIdx.y * p.depth;
  int at[2];
  p.batch.find(matrix, at);
  float* split = to + static_cast<size_t>(blockIdx.y) * p.apart;
  Result<PlainRows> result(split + matrix * p.rows * p.columns, bias,
                           PlainRows{p.rows, p.columns}, p.columns, p.activation);
  multiply<T, S>(panels, Matrix(left + at[0], p.rows, p.terms, p.left_along_terms),
                 Matrix(right + at[1], p.columns, p.terms, p.right_along_terms), result,
                 tile / across * T::ROWS, tile % across * T::COLUMNS, from,
                 min(from + p.depth, p.terms));
}

#define PRODUCT(NAME, TILE, SUMS, BLOCKS)                                           \
  extern "C" __global__ void __launch_bounds__(TILE::THREADS, BLOCKS)               \
      NAME(const float* __restrict__ left, const float* __restrict__ right,         \
           const float* __restrict__ bias, float* __restrict__ to, const Product p) { \
    __shared__ Panels<TILE> panels;                                                 \
    product<TILE, SUMS>(panels, left, right, bias, to, p);                          \
  }

PRODUCT(gemm_large, Large, Sums, 2)
PRODUCT(gemm_medium, Medium, Sums, 4)
PRODUCT(gemm_small, Small, Sums, 8)
#ifdef HAS_TENSOR_CORES
PRODUCT(gemm_large_tf32, Large, TensorSums, 2)
PRODUCT(gemm_medium_tf32, Medium, TensorSums, 4)
#endif

// What the splits of a product or convolution summed, added in their order.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    add_splits(const float* __restrict__ parts, const float* __restrict__ bias,
               float* __restrict__ to, int count, int splits, int columns, int activation) {
  int i = entry();
  if (i < count) {
    float sum = 0.0f;
#pragma unroll 8
    for (int split = 0; split < splits; split++) {
      sum += parts[static_cast<size_t>(split) * count + i];
    }
    to[i] = activate(activation, bias == nullptr ? sum : sum + bias[i % columns]);
  }
}
