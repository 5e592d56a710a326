// Products of matrices, cut into tiles of the result, one a block: what the kernels of products and
// of convolutions share.
#pragma once
#include "gemm_operand.cuh"
#include "gemm_result.cuh"

// How a tile is shared out: among warps, among the lanes of each, and to a thread QUADS_DOWN x
// QUADS_ACROSS quads of 4 x 4 sums. DEPTH terms are held in shared memory at a time.
template <int WARPS_DOWN, int WARPS_ACROSS_, int LANES_DOWN_, int QUADS_DOWN_, int QUADS_ACROSS_,
          int DEPTH_>
struct Tile {
  static constexpr int WARPS_ACROSS = WARPS_ACROSS_;
  static constexpr int LANES_DOWN = LANES_DOWN_;
  static constexpr int LANES_ACROSS = 32 / LANES_DOWN;
  static constexpr int QUADS_DOWN = QUADS_DOWN_;
  static constexpr int QUADS_ACROSS = QUADS_ACROSS_;
  static constexpr int WARP_ROWS = 4 * LANES_DOWN * QUADS_DOWN;
  static constexpr int WARP_COLUMNS = 4 * LANES_ACROSS * QUADS_ACROSS;
  static constexpr int ROWS = WARPS_DOWN * WARP_ROWS;
  static constexpr int COLUMNS = WARPS_ACROSS * WARP_COLUMNS;
  static constexpr int THREADS = 32 * WARPS_DOWN * WARPS_ACROSS;
  static constexpr int DEPTH = DEPTH_;
};

// As io.github.vae4j.jcuda.Tile has them.
using Large = Tile<4, 2, 4, 2, 2, 8>;    // 128 x 128
using Medium = Tile<2, 2, 4, 2, 1, 16>;  // 64 x 64
using Tall = Tile<4, 1, 4, 2, 1, 16>;    // 128 x 32
using Small = Tile<2, 1, 4, 1, 1, 32>;   // 32 x 32
using Narrow = Tile<2, 1, 32, 1, 1, 8>;  // 256 x 4

// While one pair of panels is worked on, the other is filled.
template <class T>
struct Panels {
  Panel<T::ROWS, T::DEPTH> left[2];
  Panel<T::COLUMNS, T::DEPTH> right[2];
};

// The sums of one thread, in single precision. Every CARRIED terms they are added to totals, lest
// errors grow with the number of terms; the large tile has no registers left for that.
template <class T>
struct Sums {
  static constexpr int DOWN = 4 * T::QUADS_DOWN;
  static constexpr int ACROSS = 4 * T::QUADS_ACROSS;
  static constexpr bool CARRIES = DOWN * ACROSS <= 32;
  static constexpr int CARRIED = 256;
  // as far as the registers go with the assembler of CUDA 12.0; that of 13.0 would have room for 4
  static constexpr int UNROLLED = CARRIES ? 8 : 2;
  float values[DOWN][ACROSS] = {};
  float totals[CARRIES ? DOWN : 1][ACROSS] = {};
  int terms = 0;

  static __device__ float4 rounded(float4 terms) { return terms; }

  // Of 16 neighbouring lanes each two read the same quads of the left panel and each two the same of
  // the right one, so that shared memory serves them together.
  static __device__ int row() {
    int lane = threadIdx.x % 32;
    int down = lane % 2 + lane / (2 * T::LANES_ACROSS) * 2;
    return threadIdx.x / 32 / T::WARPS_ACROSS * T::WARP_ROWS + 4 * down;
  }

  static __device__ int column() {
    int across = threadIdx.x % 32 / 2 % T::LANES_ACROSS;
    return threadIdx.x / 32 % T::WARPS_ACROSS * T::WARP_COLUMNS + 4 * across;
  }

  template <int QUADS>
  static __device__ void read(float (&into)[4 * QUADS], const float* line, int apart) {
#pragma unroll
    for (int i = 0; i < QUADS; i++) {
      float4 quad = load_quad(line + i * apart);
      into[4 * i] = quad.x;
      into[4 * i + 1] = quad.y;
      into[4 * i + 2] = quad.z;
      into[4 * i + 3] = quad.w;
    }
  }

  __device__ void add(const Panel<T::ROWS, T::DEPTH>& left,
                      const Panel<T::COLUMNS, T::DEPTH>& right) {
#pragma unroll UNROLLED
    for (int term = 0; term < T::DEPTH; term++) {
      float l[DOWN];
      float r[ACROSS];
      read<T::QUADS_DOWN>(l, &left.at[term][row()], 4 * T::LANES_DOWN);
      read<T::QUADS_ACROSS>(r, &right.at[term][column()], 4 * T::LANES_ACROSS);
#pragma unroll
      for (int i = 0; i < DOWN; i++) {
#pragma unroll
        for (int j = 0; j < ACROSS; j++) {
          values[i][j] += l[i] * r[j];
        }
      }
    }
    terms += T::DEPTH;
    if (terms == CARRIED) {
      carry();
    }
  }

  __device__ void carry() {
    terms = 0;
    if constexpr (CARRIES) {
#pragma unroll
      for (int i = 0; i < DOWN * ACROSS; i++) {
        totals[i / ACROSS][i % ACROSS] += values[i / ACROSS][i % ACROSS];
        values[i / ACROSS][i % ACROSS] = 0.0f;
      }
    }
  }

  __device__ float4 quad(int row, int column) const {
    const float* from = values[row] + column;
    if constexpr (CARRIES) {
      from = totals[row] + column;
    }
    return make_float4(from[0], from[1], from[2], from[3]);
  }

  template <class Result>
  __device__ void write(Panels<T>&, const Result& result, int first_row, int first_column) {
    carry();
#pragma unroll
    for (int i = 0; i < DOWN; i++) {
      int at = first_row + row() + i / 4 * 4 * T::LANES_DOWN + i % 4;
#pragma unroll
      for (int j = 0; j < T::QUADS_ACROSS; j++) {
        result.put(at, first_column + column() + j * 4 * T::LANES_ACROSS, quad(i, 4 * j));
      }
    }
  }
};

// Writes the sums over the terms [from, until) of one tile.
template <class T, template <class> class S, class Left, class Right, class To>
__device__ void multiply(Panels<T>& panels, const Left& left, const Right& right, const To& result,
                         int first_row, int first_column, int from, int until) {
  S<T> sums;
  Cargo<T::ROWS, T::DEPTH, T::THREADS> l;
  Cargo<T::COLUMNS, T::DEPTH, T::THREADS> r;
  int now = 0;
  for (int term = from;; term += T::DEPTH) {
    bool more = term < until;
    if (more) {
      l.fetch(left, first_row, term);
      r.fetch(right, first_column, term);
    }
    if (term > from) {
      sums.add(panels.left[now ^ 1], panels.right[now ^ 1]);
    }
    if (!more) {
      break;
    }
    l.template put<S<T>>(panels.left[now], left.along_terms);
    r.template put<S<T>>(panels.right[now], right.along_terms);
    __syncthreads();
    now ^= 1;
  }
  sums.write(panels, result, first_row, first_column);
}
