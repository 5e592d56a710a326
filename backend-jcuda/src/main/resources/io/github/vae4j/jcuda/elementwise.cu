// Elementwise operations, one thread an entry of the result.
#include "functions.cuh"
#include "special.cuh"
#include "walk.cuh"

// NAME_each: a function of x.
#define EACH(NAME, VALUE)                                                              \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                          \
      NAME##_each(const float* __restrict__ from, float* __restrict__ to, int count) { \
    int i = entry();                                                                   \
    if (i < count) {                                                                   \
      float x = from[i];                                                               \
      to[i] = VALUE;                                                                   \
    }                                                                                  \
  }

// NAME_each: a function of x and two numbers.
#define EACH_WITH(NAME, VALUE)                                                              \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                               \
      NAME##_each(const float* __restrict__ from, float p, float q, float* __restrict__ to, \
                  int count) {                                                              \
    int i = entry();                                                                        \
    if (i < count) {                                                                        \
      float x = from[i];                                                                    \
      to[i] = VALUE;                                                                        \
    }                                                                                       \
  }

// NAME_pairs: a function of a and b of equal shapes; NAME_broadcast: of any that broadcast.
#define PAIRS(NAME, VALUE)                                                              \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                           \
      NAME##_pairs(const float* __restrict__ left, const float* __restrict__ right,     \
                   float* __restrict__ to, int count) {                                 \
    int i = entry();                                                                    \
    if (i < count) {                                                                    \
      float a = left[i];                                                                \
      float b = right[i];                                                               \
      to[i] = VALUE;                                                                    \
    }                                                                                   \
  }                                                                                     \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                           \
      NAME##_broadcast(const float* __restrict__ left, const float* __restrict__ right, \
                       Walk<2> walk, float* __restrict__ to, int count) {               \
    int i = entry();                                                                    \
    if (i < count) {                                                                    \
      int at[2];                                                                        \
      walk.find(i, at);                                                                 \
      float a = left[at[0]];                                                            \
      float b = right[at[1]];                                                           \
      to[i] = VALUE;                                                                    \
    }                                                                                   \
  }

FUNCTIONS_OF_X(EACH)
EACH(sin, sinf(x))
EACH(cos, cosf(x))
EACH(normal_quantile, static_cast<float>(normal_quantile(x)))
EACH(lgamma, static_cast<float>(log_gamma(x)))
EACH(digamma, static_cast<float>(digamma(x)))

FUNCTIONS_OF_X_P_Q(EACH_WITH)

FUNCTIONS_OF_A_B(PAIRS)
// b times the derivative of digamma at a
PAIRS(digamma_grad, static_cast<float>(b * trigamma(a)))

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    power_each(const float* __restrict__ from, float exponent, float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    to[i] = powf(from[i], exponent);
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    select_each(const float* __restrict__ condition, const float* __restrict__ yes,
                const float* __restrict__ no, float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    to[i] = condition[i] != 0.0f ? yes[i] : no[i];
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    select_broadcast(const float* __restrict__ condition, const float* __restrict__ yes,
                     const float* __restrict__ no, Walk<3> walk, float* __restrict__ to,
                     int count) {
  int i = entry();
  if (i < count) {
    int at[3];
    walk.find(i, at);
    to[i] = condition[at[0]] != 0.0f ? yes[at[1]] : no[at[2]];
  }
}
