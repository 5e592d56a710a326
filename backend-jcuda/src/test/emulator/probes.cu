// Kernels that do right and wrong on purpose, for the tests of the emulator itself.

// to[i] = value, as often as there are threads
extern "C" __global__ void __launch_bounds__(256) probe_fill(float* to, float value, unsigned count) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) {
    to[i] = value;
  }
}

// to[i] = 2 from[i]
extern "C" __global__ void __launch_bounds__(256) probe_double(float* to, const float* from, unsigned count) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) {
    to[i] = 2.0f * from[i];
  }
}

// which thread of the grid came when
extern "C" __global__ void __launch_bounds__(256) probe_order(float* to, unsigned* next) {
  to[(*next)++] = static_cast<float>(blockIdx.x * blockDim.x + threadIdx.x);
}

// reverses each block's numbers; without the barrier, threads read what is not yet there
extern "C" __global__ void __launch_bounds__(256) probe_reverse(float* to, const float* from, int with_barrier) {
  __shared__ float numbers[256];
  numbers[threadIdx.x] = from[blockIdx.x * 256 + threadIdx.x];
  if (with_barrier) {
    __syncthreads();
  }
  to[blockIdx.x * 256 + threadIdx.x] = numbers[255 - threadIdx.x];
}

// the sum of each warp, in all its lanes; the lanes from here on stay away
extern "C" __global__ void __launch_bounds__(256) probe_warp_sum(float* to, const float* from, int lanes) {
  float sum = from[threadIdx.x];
  if (static_cast<int>(threadIdx.x % 32) < lanes) {
    for (int bit = 16; bit > 0; bit /= 2) {
      sum += __shfl_xor_sync(0xffffffffu, sum, bit);
    }
  }
  to[threadIdx.x] = sum;
}

// the halves of a block wait at different barriers
extern "C" __global__ void __launch_bounds__(256) probe_divergence(float* to) {
  if (threadIdx.x < 128) {
    __syncthreads();
  } else {
    to[threadIdx.x] = 1.0f;
    __syncthreads();
  }
}

// reads four floats at once from any address
extern "C" __global__ void __launch_bounds__(32) probe_vector(float* to, const float* from) {
  float4 four = *reinterpret_cast<const float4*>(from);
  to[0] = four.x + four.y + four.z + four.w;
}

// reads one of 32 shared numbers
extern "C" __global__ void __launch_bounds__(32) probe_shared(float* to, int index) {
  __shared__ float numbers[32];
  numbers[threadIdx.x] = 1.0f;
  __syncthreads();
  to[threadIdx.x] = numbers[index];
}
