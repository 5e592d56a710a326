// Where a product's sums go.
#pragma once
#include "math.cuh"
#include "platform.cuh"
#include "quads.cuh"

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
