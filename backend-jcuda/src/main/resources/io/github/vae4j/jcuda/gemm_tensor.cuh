// The sums of a tile by tensor cores.
#pragma once
#include "gemm.cuh"

#ifdef HAS_TENSOR_CORES
// The sums of a warp, of terms rounded to TF32; in the place of Sums.
template <class T>
struct TensorSums {
  static constexpr int SIDE = 16;
  static constexpr int DEPTH = 8;
  static constexpr int DOWN = T::WARP_ROWS / SIDE;
  static constexpr int ACROSS = T::WARP_COLUMNS / SIDE;
  static constexpr int APART = SIDE + 4;
  TensorPatch patches[DOWN][ACROSS];

  static __device__ float4 rounded(float4 terms) {
    return make_float4(to_tf32(terms.x), to_tf32(terms.y), to_tf32(terms.z), to_tf32(terms.w));
  }

  static __device__ int row() { return threadIdx.x / 32 / T::WARPS_ACROSS * T::WARP_ROWS; }

  static __device__ int column() { return threadIdx.x / 32 % T::WARPS_ACROSS * T::WARP_COLUMNS; }

  __device__ TensorSums() {
#pragma unroll
    for (int i = 0; i < DOWN * ACROSS; i++) {
      patches[i / ACROSS][i % ACROSS].clear();
    }
  }

  __device__ void add(const Panel<T::ROWS, T::DEPTH>& left,
                      const Panel<T::COLUMNS, T::DEPTH>& right) {
#pragma unroll
    for (int term = 0; term < T::DEPTH; term += DEPTH) {
      TensorRight r[ACROSS];
#pragma unroll
      for (int j = 0; j < ACROSS; j++) {
        r[j].load(&right.at[term][column() + j * SIDE], T::COLUMNS + 4);
      }
#pragma unroll
      for (int i = 0; i < DOWN; i++) {
        TensorLeft l;
        l.load(&left.at[term][row() + i * SIDE], T::ROWS + 4);
#pragma unroll
        for (int j = 0; j < ACROSS; j++) {
          patches[i][j].add(l, r[j]);
        }
      }
    }
  }

  // Which lane holds which sum is not told, so each patch goes through the panels' memory.
  template <class Result>
  __device__ void write(Panels<T>& panels, const Result& result, int first_row,
                        int first_column) const {
    static_assert(T::THREADS / 32 * SIDE * APART * sizeof(float) <= sizeof(Panels<T>),
                  "a patch for each warp");
    float* patch = reinterpret_cast<float*>(&panels) + threadIdx.x / 32 * SIDE * APART;
    int lane = threadIdx.x % 32;
    __syncthreads();
#pragma unroll
    for (int i = 0; i < DOWN * ACROSS; i++) {
      patches[i / ACROSS][i % ACROSS].store(patch, APART);
#pragma unroll
      for (int half = 0; half < SIDE; half += SIDE / 2) {
        int at = half + lane / 4;
        result.put(first_row + row() + i / ACROSS * SIDE + at,
                   first_column + column() + i % ACROSS * SIDE + lane % 4 * 4,
                   load_quad(patch + at * APART + lane % 4 * 4));
      }
    }
  }
};
#endif
