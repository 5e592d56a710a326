// The operands of a product on their way from memory into a block's shared memory. A product's
// "terms" are those of its sums, its inner axis; "lines" are rows of the left operand or columns of
// the right one.
#pragma once
#include "quads.cuh"

// DEPTH terms of LINES lines. The 4 more spread the 16 lines x 2 quads that a warp writes at a time
// over all 32 banks.
template <int LINES, int DEPTH>
struct alignas(32) Panel {
  float at[DEPTH][LINES + 4];
};

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
