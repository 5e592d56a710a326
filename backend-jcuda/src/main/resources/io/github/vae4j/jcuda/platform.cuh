// What differs between GPUs, and from the host, on which the same kernels are tested.
#pragma once

#ifdef __CUDACC__
#define OUTLINED __device__ __noinline__
#else
#define OUTLINED inline
#endif

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 800
#define HAS_TENSOR_CORES
#endif

// Products of 16 x 8 and 8 x 16 entries that a whole warp computes, rounded to TF32 before and
// added to 16 x 16 sums in single precision. All arrays lie in shared memory on multiples of 32
// bytes, their lines `apart` floats from each other.
#ifdef __CUDACC__
#ifdef HAS_TENSOR_CORES
#include <mma.h>

struct TensorLeft {
  nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 16, 16, 8, nvcuda::wmma::precision::tf32,
                         nvcuda::wmma::col_major>
      entries;

  // From 8 lines of 16 rows each.
  __device__ void load(const float* from, int apart) {
    nvcuda::wmma::load_matrix_sync(entries, from, apart);
  }
};

struct TensorRight {
  nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, 16, 16, 8, nvcuda::wmma::precision::tf32,
                         nvcuda::wmma::row_major>
      entries;

  // From 8 lines of 16 columns each.
  __device__ void load(const float* from, int apart) {
    nvcuda::wmma::load_matrix_sync(entries, from, apart);
  }
};

struct TensorPatch {
  nvcuda::wmma::fragment<nvcuda::wmma::accumulator, 16, 16, 8, float> sums;

  __device__ void clear() { nvcuda::wmma::fill_fragment(sums, 0.0f); }

  __device__ void add(const TensorLeft& left, const TensorRight& right) {
    nvcuda::wmma::mma_sync(sums, left.entries, right.entries, sums);
  }

  // As 16 lines of 16 columns each, for all lanes to see.
  __device__ void store(float* to, int apart) const {
    __syncwarp();
    nvcuda::wmma::store_matrix_sync(to, sums, apart, nvcuda::wmma::mem_row_major);
    __syncwarp();
  }
};

__device__ inline float to_tf32(float x) { return nvcuda::wmma::__float_to_tf32(x); }
#endif
#else
// Here each lane holds, computes and stores all of it, so that none waits for another.
struct TensorLeft {
  float entries[8][16];

  void load(const float* from, int apart) {
    for (int term = 0; term < 8; term++) {
      memcpy(entries[term], from + term * apart, sizeof(entries[term]));
    }
  }
};

using TensorRight = TensorLeft;

struct TensorPatch {
  float sums[16][16];

  void clear() { memset(sums, 0, sizeof(sums)); }

  void add(const TensorLeft& left, const TensorRight& right) {
    for (int term = 0; term < 8; term++) {
      for (int i = 0; i < 16; i++) {
        for (int j = 0; j < 16; j++) {
          sums[i][j] += left.entries[term][i] * right.entries[term][j];
        }
      }
    }
  }

  void store(float* to, int apart) const {
    for (int i = 0; i < 16; i++) {
      memcpy(to + i * apart, sums[i], sizeof(sums[i]));
    }
  }
};

// To 10 bits after the point, the nearest, of two the one away from zero.
inline float to_tf32(float x) {
  return isfinite(x) ? __int_as_float((__float_as_int(x) + 0x1000) & ~0x1fff) : x;
}
#endif
