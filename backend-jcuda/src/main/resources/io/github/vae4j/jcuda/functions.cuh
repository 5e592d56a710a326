// The elementwise functions that are cheap enough to be computed anywhere: F(name, value).
#pragma once

#include "math.cuh"

__device__ inline float truth(bool holds) { return holds ? 1.0f : 0.0f; }

// of x
#define FUNCTIONS_OF_X(F)                         \
  F(abs, fabsf(x))                                \
  F(sign, x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x) \
  F(floor, floorf(x))                             \
  F(exp, expf(x))                                 \
  F(expm1, expm1f(x))                             \
  F(log, logf(x))                                 \
  F(log1p, log1pf(x))                             \
  F(sqrt, sqrtf(x))                               \
  F(square, x * x)                                \
  F(tanh, tanhf(x))                               \
  F(sigmoid, sigmoid(x))                          \
  F(softplus, softplus(x))                        \
  F(relu, relu(x))                                \
  F(erf, erff(x))

// of x and the numbers p and q
#define FUNCTIONS_OF_X_P_Q(F) \
  F(affine, p * x + q)        \
  F(clamp, x < p ? p : x > q ? q : x)

// of a and b
#define FUNCTIONS_OF_A_B(F) \
  F(add, a + b)             \
  F(sub, a - b)             \
  F(mul, a * b)             \
  F(div, a / b)             \
  F(maximum, larger(a, b))  \
  F(minimum, smaller(a, b)) \
  F(equal, truth(a == b))   \
  F(less, truth(a < b))     \
  F(less_or_equal, truth(a <= b))

// KL(N(mean, variance) || N(0, 1)) from the mean and the logarithm of the variance
__device__ inline float normal_kl(float mean, float spread) {
  return 0.5f * (mean * mean + (expm1f(spread) - spread));
}

// its derivative by the logarithm of the variance, times a gradient
__device__ inline float normal_kl_slope(float spread, float gradient) {
  return 0.5f * gradient * expm1f(spread);
}

// mean + standard deviation * noise
__device__ inline float normal_draw(float mean, float spread, float noise) {
  return mean + expf(0.5f * spread) * noise;
}

// its derivative by the logarithm of the variance, times a gradient
__device__ inline float normal_draw_slope(float spread, float noise, float gradient) {
  return 0.5f * gradient * (expf(0.5f * spread) * noise);
}

// of a, b and c; their kernels stand in fused.cu
#define FUNCTIONS_OF_NORMALS(F)                     \
  F(standard_normal_kl, normal_kl(a, b))            \
  F(standard_normal_kl_grad, normal_kl_slope(a, b)) \
  F(reparameterise, normal_draw(a, b, c))           \
  F(reparameterise_grad, normal_draw_slope(a, b, c))
