// Functions of one number in single precision, each written once for all kernels.
#pragma once

// the order of io.github.vae4j.api.tensor.Activation
enum Activation { IDENTITY, RELU, TANH, SIGMOID, SOFTPLUS, SILU };

// The larger and the smaller of two; comparisons with NaN are false, so that NaN on either side is
// kept.
__device__ inline float larger(float a, float b) { return a > b || a != a ? a : b; }
__device__ inline float smaller(float a, float b) { return a < b || a != a ? a : b; }

// max(x, 0); unlike fmaxf it keeps NaN
__device__ inline float relu(float x) { return x < 0.0f ? 0.0f : x; }

// 1 / (1 + exp(-x)); the exponential never overflows
__device__ inline float sigmoid(float x) {
  float e = expf(-fabsf(x));
  return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}

// log(1 + exp(x))
__device__ inline float softplus(float x) { return relu(x) + log1pf(expf(-fabsf(x))); }

// f(x)
__device__ inline float activate(int kind, float x) {
  switch (kind) {
    case RELU: return relu(x);
    case TANH: return tanhf(x);
    case SIGMOID: return sigmoid(x);
    case SOFTPLUS: return softplus(x);
    case SILU: return x * sigmoid(x);
    default: return x;
  }
}

// f'(x) from y = f(x), which all but SILU allow
__device__ inline float activation_slope(int kind, float y) {
  switch (kind) {
    case RELU: return y > 0.0f ? 1.0f : 0.0f;
    case TANH: return 1.0f - y * y;
    case SIGMOID: return y * (1.0f - y);
    case SOFTPLUS: return -expm1f(-y);
    default: return 1.0f;
  }
}

// Whether a number is that of a row of a table; not so for NaN and fractions.
__device__ inline bool is_row(float number, int rows) {
  return number >= 0.0f && number < 0x1p31f && static_cast<int>(number) < rows &&
         number == floorf(number);
}
