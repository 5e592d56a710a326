// Operations that would be several passes over memory, and adjoints of one entry each, in one
// launch. Operands may broadcast in any way; a variance is given by its logarithm, called spread.
#include "functions.cuh"
#include "math.cuh"
#include "walk.cuh"

constexpr float LOG_TWO_PI = 1.8378770664093453f;

// Writes a function of where the operands' entries lie, for this thread's entry of the result.
template <int OPERANDS, typename Function>
__device__ inline void write_entry(float* to, int count, const Walk<OPERANDS>& walk,
                                   Function function) {
  int i = entry();
  if (i < count) {
    int at[OPERANDS];
    walk.find(i, at);
    to[i] = function(at);
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    silu_each(const float* __restrict__ from, float* __restrict__ to, int count) {
  int i = entry();
  if (i < count) {
    to[i] = activate(SILU, from[i]);
  }
}

#define SLOPE(NAME, KIND)                                                               \
  extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)                           \
      NAME##_grad(const float* __restrict__ output, const float* __restrict__ gradient, \
                  const Walk<2> walk, float* __restrict__ to, int count) {              \
    write_entry(to, count, walk, [&](const int (&at)[2]) {                              \
      return gradient[at[1]] * activation_slope(KIND, output[at[0]]);                   \
    });                                                                                 \
  }

SLOPE(relu, RELU)
SLOPE(tanh, TANH)
SLOPE(sigmoid, SIGMOID)
SLOPE(softplus, SOFTPLUS)

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    silu_grad(const float* __restrict__ input, const float* __restrict__ output,
              const float* __restrict__ gradient, const Walk<3> walk, float* __restrict__ to,
              int count) {
  write_entry(to, count, walk, [&](const int (&at)[3]) {
    float s = sigmoid(input[at[0]]);
    return gradient[at[2]] * (s + output[at[1]] * (1.0f - s));
  });
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    standard_normal_kl(const float* __restrict__ mean, const float* __restrict__ spread,
                       const Walk<2> walk, float* __restrict__ to, int count) {
  write_entry(to, count, walk, [&](const int (&at)[2]) {
    return normal_kl(mean[at[0]], spread[at[1]]);
  });
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    standard_normal_kl_grad(const float* __restrict__ spread, const float* __restrict__ gradient,
                            const Walk<2> walk, float* __restrict__ to, int count) {
  write_entry(to, count, walk, [&](const int (&at)[2]) {
    return normal_kl_slope(spread[at[0]], gradient[at[1]]);
  });
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    reparameterise(const float* __restrict__ mean, const float* __restrict__ spread,
                   const float* __restrict__ noise, const Walk<3> walk, float* __restrict__ to,
                   int count) {
  write_entry(to, count, walk, [&](const int (&at)[3]) {
    return normal_draw(mean[at[0]], spread[at[1]], noise[at[2]]);
  });
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    reparameterise_grad(const float* __restrict__ spread, const float* __restrict__ noise,
                        const float* __restrict__ gradient, const Walk<3> walk,
                        float* __restrict__ to, int count) {
  write_entry(to, count, walk, [&](const int (&at)[3]) {
    return normal_draw_slope(spread[at[0]], noise[at[1]], gradient[at[2]]);
  });
}

// the gradient is a column
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    bernoulli_grad(const float* __restrict__ x, const float* __restrict__ logits,
                   const float* __restrict__ gradient, const Walk<3> walk, float* __restrict__ to,
                   int count) {
  write_entry(to, count, walk, [&](const int (&at)[3]) {
    return gradient[at[2]] * (x[at[0]] - sigmoid(logits[at[1]]));
  });
}

// Below, `sharing` neighbouring threads work on a row: a warp where rows are short, else a block.
constexpr int ROW_THREADS = 256;
constexpr int ROW_WARPS = ROW_THREADS / 32;

__device__ inline int row_of_thread(int sharing) {
  return blockIdx.x * (ROW_THREADS / sharing) + threadIdx.x / sharing;
}

// Terms that a thread joins in single precision; beyond that, sums are in double.
constexpr int ROW_TERMS = 4;

struct Plus {
  static constexpr float NONE = 0.0f;

  template <typename T>
  __device__ T operator()(T a, T b) const {
    return a + b;
  }
};

struct Larger {
  static constexpr float NONE = -INFINITY;

  template <typename T>
  __device__ T operator()(T a, T b) const {
    return a > b || a != a ? a : b;
  }
};

// Joins a term for each entry of a row; all threads of the row get the same bits.
template <typename Join, typename Term>
__device__ double across_row(int width, int sharing, double (&shared)[ROW_WARPS], Term term) {
  Join join;
  double joined = Join::NONE;
  for (int i = threadIdx.x % sharing; i < width; i += ROW_TERMS * sharing) {
    float few = Join::NONE;
#pragma unroll
    for (int k = 0; k < ROW_TERMS; k++) {
      if (i + k * sharing < width) {
        few = join(few, term(i + k * sharing));
      }
    }
    joined = join(joined, static_cast<double>(few));
  }
  for (int lanes = 16; lanes > 0; lanes /= 2) {
    joined = join(joined, __shfl_xor_sync(~0u, joined, lanes));
  }
  if (sharing < ROW_THREADS) {
    return joined;
  }
  // what an earlier call left there has been read by all
  __syncthreads();
  if (threadIdx.x % 32 == 0) {
    shared[threadIdx.x / 32] = joined;
  }
  __syncthreads();
  joined = shared[0];
  for (int warp = 1; warp < ROW_WARPS; warp++) {
    joined = join(joined, shared[warp]);
  }
  return joined;
}

extern "C" __global__ void __launch_bounds__(ROW_THREADS)
    log_softmax(const float* __restrict__ from, float* __restrict__ to, int rows, int width,
                int sharing) {
  __shared__ double shared[ROW_WARPS];
  int row = row_of_thread(sharing);
  if (row >= rows) {
    return;
  }
  const float* x = from + row * width;
  float largest = static_cast<float>(
      across_row<Larger>(width, sharing, shared, [&](int i) { return x[i]; }));
  double sum =
      across_row<Plus>(width, sharing, shared, [&](int i) { return expf(x[i] - largest); });
  float norm = logf(static_cast<float>(sum));
  for (int i = threadIdx.x % sharing; i < width; i += sharing) {
    // more exact than x - (largest + norm)
    to[row * width + i] = (x[i] - largest) - norm;
  }
}

extern "C" __global__ void __launch_bounds__(ROW_THREADS)
    bernoulli_log_prob(const float* __restrict__ x, const float* __restrict__ logits,
                       const Walk<2> walk, float* __restrict__ to, int rows, int width,
                       int sharing) {
  __shared__ double shared[ROW_WARPS];
  int row = row_of_thread(sharing);
  if (row >= rows) {
    return;
  }
  double sum = across_row<Plus>(width, sharing, shared, [&](int i) {
    int at[2];
    walk.find(row * width + i, at);
    float a = logits[at[1]];
    return x[at[0]] * a - softplus(a);
  });
  if (threadIdx.x % sharing == 0) {
    to[row] = static_cast<float>(sum);
  }
}

extern "C" __global__ void __launch_bounds__(ROW_THREADS)
    normal_log_prob(const float* __restrict__ x, const float* __restrict__ mean,
                    const float* __restrict__ spread, const Walk<3> walk, float* __restrict__ to,
                    int rows, int width, int sharing) {
  __shared__ double shared[ROW_WARPS];
  int row = row_of_thread(sharing);
  if (row >= rows) {
    return;
  }
  double sum = across_row<Plus>(width, sharing, shared, [&](int i) {
    int at[3];
    walk.find(row * width + i, at);
    float residual = x[at[0]] - mean[at[1]];
    float s = spread[at[2]];
    return residual * residual * expf(-s) + (s + LOG_TWO_PI);
  });
  if (threadIdx.x % sharing == 0) {
    to[row] = static_cast<float>(-0.5 * sum);
  }
}
