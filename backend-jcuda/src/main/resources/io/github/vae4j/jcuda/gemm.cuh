// Products of matrices, cut into tiles of the result, one a block: what the kernels of products and
// of convolutions share. A product's "terms" are those of its sums, its inner axis.
#pragma once
#include "math.cuh"
#include "platform.cuh"

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

// DEPTH terms of LINES rows of the left operand or columns of the right one. The 4 more spread the
// 16 lines x 2 quads that a warp writes at a time over all 32 banks.
template <int LINES, int DEPTH>
struct alignas(32) Panel {
  float at[DEPTH][LINES + 4];
};

// While one pair of panels is worked on, the other is filled.
template <class T>
struct Panels {
  Panel<T::ROWS, T::DEPTH> left[2];
  Panel<T::COLUMNS, T::DEPTH> right[2];
};

__device__ inline bool aligned(const float* entries) {
  return reinterpret_cast<unsigned long long>(entries) % sizeof(float4) == 0;
}

__device__ inline float4 load_quad(const float* from) {
  return *reinterpret_cast<const float4*>(from);
}

__device__ inline void store_quad(float* to, float4 quad) {
  *reinterpret_cast<float4*>(to) = quad;
}

__device__ inline float4 zeros() { return make_float4(0.0f, 0.0f, 0.0f, 0.0f); }

// The first `count` of four neighbours, one or more, wherever they begin, and zeros.
__device__ inline float4 load_some(const float* from, int count) {
  return make_float4(from[0], count > 1 ? from[1] : 0.0f, count > 2 ? from[2] : 0.0f,
                     count > 3 ? from[3] : 0.0f);
}

__device__ inline void store_some(float* to, float4 quad, int count) {
  to[0] = quad.x;
  if (count > 1) to[1] = quad.y;
  if (count > 2) to[2] = quad.z;
  if (count > 3) to[3] = quad.w;
}

__device__ inline float4 plus(float4 a, float4 b) {
  return make_float4(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w);
}

// An operand that lies in memory as lines of neighbours, along the terms or else across them.
struct Matrix {
  const float* __restrict__ entries;
  int lines;
  int terms;
  bool along_terms;
  bool whole_quads;

  __device__ Matrix(const float* entries, int lines, int terms, bool along_terms)
      : entries(entries),
        lines(lines),
        terms(terms),
        along_terms(along_terms),
        whole_quads((along_terms ? terms : lines) % 4 == 0 && aligned(entries)) {}

  // Four neighbours from one place on, with zeros for those outside.
  __device__ float4 quad(int line, int term) const {
    if (line >= lines || term >= terms) {
      return zeros();
    }
    const float* from = entries + (along_terms ? line * terms + term : term * lines + line);
    return whole_quads ? load_quad(from)
                       : load_some(from, along_terms ? terms - term : lines - line);
  }
};

// What a thread carries from an operand into a panel: fetched before the sums over the panel
// before, so that the memory's delay is spent on them, and put after.
template <int LINES, int DEPTH, int THREADS>
struct Cargo {
  static constexpr int QUADS = LINES * DEPTH / 4;
  static constexpr int COUNT = (QUADS + THREADS - 1) / THREADS;
  // Along the terms a warp takes 8 terms of 16 lines, whole sectors of 32 bytes.
  static constexpr int LINES_ALONG = THREADS / 2 < LINES ? THREADS / 2 : LINES;
  static constexpr int TERMS_ALONG = 4 * THREADS / LINES_ALONG;
  static constexpr int TERMS_ACROSS = 4 * THREADS / LINES;
  static constexpr int SWEEPS = LINES / LINES_ALONG;
  float4 quads[COUNT];

  static __device__ bool exists(int i) {
    return QUADS % THREADS == 0 || static_cast<int>(threadIdx.x) + i * THREADS < QUADS;
  }

  static __device__ int line(int i, bool along_terms) {
    int thread = threadIdx.x;
    return along_terms ? thread / 2 % LINES_ALONG + i % SWEEPS * LINES_ALONG
                       : thread % (LINES / 4) * 4;
  }

  static __device__ int term(int i, bool along_terms) {
    int thread = threadIdx.x;
    return along_terms
               ? thread / (2 * LINES_ALONG) * 8 + thread % 2 * 4 + i / SWEEPS * TERMS_ALONG
               : thread / (LINES / 4) + i * TERMS_ACROSS;
  }

  template <class Operand>
  __device__ void fetch(const Operand& operand, int first_line, int first_term) {
#pragma unroll
    for (int i = 0; i < COUNT; i++) {
      if (exists(i)) {
        quads[i] = operand.quad(first_line + line(i, operand.along_terms),
                                first_term + term(i, operand.along_terms));
      }
    }
  }

  // Arithmetic says what the terms are rounded to.
  template <class Arithmetic>
  __device__ void put(Panel<LINES, DEPTH>& panel, bool along_terms) const {
#pragma unroll
    for (int i = 0; i < COUNT; i++) {
      if (exists(i)) {
        int at = line(i, along_terms);
        int depth = term(i, along_terms);
        float4 quad = Arithmetic::rounded(quads[i]);
        if (along_terms) {
          panel.at[depth][at] = quad.x;
          panel.at[depth + 1][at] = quad.y;
          panel.at[depth + 2][at] = quad.z;
          panel.at[depth + 3][at] = quad.w;
        } else {
          store_quad(&panel.at[depth][at], quad);
        }
      }
    }
  }
};

// The sums of one thread, in single precision. Every CARRIED terms they are added to totals, lest
// errors grow with the number of terms; the large tile has no registers left for that.
template <class T>
struct Sums {
  static constexpr int DOWN = 4 * T::QUADS_DOWN;
  static constexpr int ACROSS = 4 * T::QUADS_ACROSS;
  static constexpr bool CARRIES = DOWN * ACROSS <= 32;
  static constexpr int CARRIED = 256;
  // as far as the registers go
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

// Outlined, since sums in registers can only be walked by an unrolled loop, which would hold each
// of these functions many times.
OUTLINED float4 activated(int activation, float4 x) {
  return make_float4(activate(activation, x.x), activate(activation, x.y),
                     activate(activation, x.z), activate(activation, x.w));
}

// Where the sums go, with a bias for each column unless it is null, and an activation. Rows says
// where each row of the product starts, or that it is outside with a negative number.
template <class Rows>
struct Result {
  float* __restrict__ entries;
  const float* __restrict__ bias;
  Rows rows;
  int columns;
  int activation;
  bool whole_quads;

  __device__ Result(float* entries, const float* bias, const Rows& rows, int columns,
                    int activation)
      : entries(entries),
        bias(bias),
        rows(rows),
        columns(columns),
        activation(activation),
        whole_quads(columns % 4 == 0 && aligned(entries)) {}

  __device__ void put(int row, int column, float4 sums) const {
    int start = rows.start(row);
    if (start < 0 || column >= columns) {
      return;
    }
    int left = columns - column;
    float4 quad = sums;
    if (bias != nullptr) {
      quad = plus(quad, load_some(bias + column, left));
    }
    if (activation != IDENTITY) {
      quad = activated(activation, quad);
    }
    float* to = entries + start + column;
    if (whole_quads) {
      store_quad(to, quad);
    } else {
      store_some(to, quad, left);
    }
  }
};

// The rows of a matrix.
struct PlainRows {
  int rows;
  int columns;

  __device__ int start(int row) const { return row < rows ? row * columns : -1; }
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
