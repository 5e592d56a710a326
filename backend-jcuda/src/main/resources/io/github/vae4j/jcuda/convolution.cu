// Convolutions and their adjoints.
#include "convolution.cuh"
#include "gemm.cuh"
#include "gemm_tensor.cuh"

template <class T, template <class> class S>
__device__ void convolve(Panels<T>& panels, const float* images, const float* kernel,
                         const float* bias, float* to, const Correlation& c) {
  int across = (c.outputs + T::COLUMNS - 1) / T::COLUMNS;
  int tiles = (c.positions + T::ROWS - 1) / T::ROWS * across;
  int tile = blockIdx.x % tiles;
  int from = blockIdx.y * c.depth;
  Movement movement(c, blockIdx.x / tiles);
  Result<Pixels> result(to + static_cast<size_t>(blockIdx.y) * c.apart, bias,
                        Pixels{c, movement}, c.outputs, c.activation);
  multiply<T, S>(panels, PatchesAsLeft(images, c, movement), Kernel(kernel, c, movement), result,
                 tile / across * T::ROWS, tile % across * T::COLUMNS, from,
                 min(from + c.depth, c.taps));
}

// The adjoint in the kernel: for each output (rows) and each tap and channel (columns) the sum over
// all positions.
template <class T, template <class> class S>
__device__ void weigh(Panels<T>& panels, const float* images, const float* gradient, float* to,
                      const Correlation& c) {
  int across = (c.taps + T::COLUMNS - 1) / T::COLUMNS;
  int from = blockIdx.y * c.depth;
  Movement movement(c, 0);
  Result<PlainRows> result(to + static_cast<size_t>(blockIdx.y) * c.apart, nullptr,
                           PlainRows{c.outputs, c.taps}, c.taps, IDENTITY);
  multiply<T, S>(panels, Matrix(gradient, c.outputs, c.positions, false),
                 PatchesAsRight(images, c, movement), result,
                 static_cast<int>(blockIdx.x) / across * T::ROWS,
                 static_cast<int>(blockIdx.x) % across * T::COLUMNS, from,
                 min(from + c.depth, c.positions));
}

#define CONVOLVE(NAME, TILE, SUMS, BLOCKS)                                                     \
  extern "C" __global__ void __launch_bounds__(TILE::THREADS, BLOCKS)                          \
      NAME(const float* __restrict__ images, const float* __restrict__ kernel,                 \
           const float* __restrict__ bias, float* __restrict__ to, const Correlation c) {      \
    __shared__ Panels<TILE> panels;                                                            \
    convolve<TILE, SUMS>(panels, images, kernel, bias, to, c);                                 \
  }

#define WEIGH(NAME, TILE, SUMS, BLOCKS)                                                        \
  extern "C" __global__ void __launch_bounds__(TILE::THREADS, BLOCKS)                          \
      NAME(const float* __restrict__ images, const float* __restrict__ gradient,               \
           float* __restrict__ to, const Correlation c) {                                      \
    __shared__ Panels<TILE> panels;                                                            \
    weigh<TILE, SUMS>(panels, images, gradient, to, c);                                        \
  }

CONVOLVE(convolve_medium, Medium, Sums, 4)
CONVOLVE(convolve_tall, Tall, Sums, 4)
CONVOLVE(convolve_narrow, Narrow, Sums, 8)
WEIGH(weigh_medium, Medium, Sums, 4)
WEIGH(weigh_small, Small, Sums, 8)
#ifdef HAS_TENSOR_CORES
CONVOLVE(convolve_medium_tf32, Medium, TensorSums, 4)
WEIGH(weigh_medium_tf32, Medium, TensorSums, 4)
#endif
