// Four neighbouring floats at a time, as memory serves them best.
#pragma once

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
