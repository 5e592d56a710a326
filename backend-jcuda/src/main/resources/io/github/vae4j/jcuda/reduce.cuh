// Reductions: types that hold what is known of the terms seen so far, with identity() of none,
// take() of more terms, merge() with another and value().
#pragma once

#include "math.cuh"

constexpr int WARP = 32;

// Terms that a thread loads before it adds the first of them.
constexpr int TOGETHER = 8;

// Adds eight at a time in single precision, their sums in double: no slower than memory, and the
// error does not grow with the number of terms.
struct Sum {
  double total;

  __device__ static Sum identity() { return {0.0}; }
  __device__ static float neutral() { return 0.0f; }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    total += ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]));
  }

  __device__ void merge(Sum other) { total += other.total; }
  __device__ Sum across(int lanes) const { return {__shfl_xor_sync(~0u, total, lanes)}; }
  __device__ float value() const { return static_cast<float>(total); }
};

struct Max {
  float most;

  __device__ static Max identity() { return {neutral()}; }
  __device__ static float neutral() { return -INFINITY; }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    for (float term : x) {
      most = larger(most, term);
    }
  }

  __device__ void merge(Max other) { most = larger(most, other.most); }
  __device__ Max across(int lanes) const { return {__shfl_xor_sync(~0u, most, lanes)}; }
  __device__ float value() const { return most; }
};

// log of the sum of exp(x), as the largest and the sum relative to it, which grows with it.
struct LogSumExp {
  float most;
  double sum;

  __device__ static LogSumExp identity() { return {neutral(), 0.0}; }
  __device__ static float neutral() { return -INFINITY; }

  // exp(x - most); 1 for equal infinities, whose difference is NaN
  __device__ static float ratio(float x, float most) { return x == most ? 1.0f : expf(x - most); }

  __device__ void take(const float (&x)[TOGETHER], int, int) {
    float before = most;
    for (float term : x) {
      most = larger(most, term);
    }
    float added = 0.0f;
    for (float term : x) {
      added += ratio(term, most);
    }
    sum = sum * ratio(before, most) + added;
  }

  __device__ void merge(LogSumExp other) {
    float both = larger(most, other.most);
    sum = sum * ratio(most, both) + other.sum * ratio(other.most, both);
    most = both;
  }

  __device__ LogSumExp across(int lanes) const {
    return {__shfl_xor_sync(~0u, most, lanes), __shfl_xor_sync(~0u, sum, lanes)};
  }

  __device__ float value() const { return static_cast<float>(most + log(sum)); }
};

// The place of the largest, of NaN if there is one, and the first of equals.
struct ArgMax {
  float most;
  int place;

  __device__ static ArgMax identity() { return {neutral(), 0x7fffffff}; }
  __device__ static float neutral() { return -INFINITY; }

  __device__ void take(const float (&x)[TOGETHER], int first, int stride) {
    for (int i = 0; i < TOGETHER; i++) {
      merge({x[i], first + i * stride});
    }
  }

  __device__ void merge(ArgMax other) {
    bool equal = other.most == most || (other.most != other.most && most != most);
    bool beyond = other.most > most || (other.most != other.most && most == most);
    if (beyond || (equal && other.place < place)) {
      *this = other;
    }
  }

  __device__ ArgMax across(int lanes) const {
    return {__shfl_xor_sync(~0u, most, lanes), __shfl_xor_sync(~0u, place, lanes)};
  }

  __device__ float value() const { return static_cast<float>(place); }
};

// What is known of every stride-th term from `first` to before `end`, neighbours `inner` apart.
template <typename Reduction>
__device__ Reduction reduced(const float* x, unsigned first, unsigned end, int stride, int inner) {
  Reduction known = Reduction::identity();
  for (unsigned i = first; i < end; i += TOGETHER * stride) {
    float terms[TOGETHER];
#pragma unroll
    for (int k = 0; k < TOGETHER; k++) {
      unsigned at = i + k * stride;
      terms[k] = at < end ? x[at * inner] : Reduction::neutral();
    }
    known.take(terms, i, stride);
  }
  return known;
}

// What is known of a row of `length` neighbours, by a warp; 0 where its lanes only take part.
template <typename Reduction>
__device__ Reduction reduced_by_warp(const float* row, int lane, int length) {
  Reduction known = reduced<Reduction>(row, lane, length, WARP, 1);
  for (int lanes = WARP / 2; lanes > 0; lanes /= 2) {
    known.merge(known.across(lanes));
  }
  return known;
}
