// Elementwise operations, one thread an entry of the result.
#include "math.cuh"
#include "special.cuh"
#include "walk.cuh"

__device__ inline float truth(bool holds) { return holds ? 1.0f : 0.0f; }

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
#define EACH_WITH(NAME, FIRST, SECOND, VALUE)                                \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                \
      NAME##_each(const float* __restrict__ from, float FIRST, float SECOND, \
                  float* __restrict__ to, int count) {                       \
    int i = entry();                                                         \
    if (i < count) {                                                         \
      float x = from[i];                                                     \
      to[i] = VALUE;                                                         \
    }                                                                        \
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

EACH(abs, fabsf(x))
EACH(sign, x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x)
EACH(floor, floorf(x))
EACH(exp, expf(x))
EACH(expm1, expm1f(x))
EACH(log, logf(x))
EACH(log1p, log1pf(x))
EACH(sqrt, sqrtf(x))
EACH(square, x * x)
EACH(sin, sinf(x))
EACH(cos, cosf(x))
EACH(tanh, tanhf(x))
EACH(sigmoid, sigmoid(x))
EACH(softplus, softplus(x))
EACH(relu, relu(x))
EACH(erf, erff(x))
EACH(normal_quantile, static_cast<float>(normal_quantile(x)))
EACH(lgamma, static_cast<float>(log_gamma(x)))
EACH(digamma, static_cast<float>(digamma(x)))

EACH_WITH(affine, scale, shift, scale * x + shift)
EACH_WITH(clamp, low, high, x < low ? low : x > high ? high : x)

PAIRS(add, a + b)
PAIRS(sub, a - b)
PAIRS(mul, a * b)
PAIRS(div, a / b)
PAIRS(maximum, larger(a, b))
PAIRS(minimum, smaller(a, b))
PAIRS(equal, truth(a == b))
PAIRS(less, truth(a < b))
PAIRS(less_or_equal, truth(a <= b))
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
