// Writes to memory that outlives scopes: parameters, gradients, moments and counters.
//
// What an update depends on, its health and its numbers, it reads on the device: nothing waits for
// them, and a captured step finds at each replay what they are then.
#include "address.cuh"
#include "math.cuh"
#include "walk.cuh"

// the entries of a health state
enum Health { GOOD, NORM };

// the order of io.github.vae4j.api.tensor.StepScalar
enum StepScalar {
  LEARNING_RATE,
  BETA1,
  BETA2,
  EPSILON,
  CORRECTION1,
  CORRECTION2,
  WEIGHT_DECAY,
  DECOUPLED_DECAY,
  CLIP_NORM
};

// Words of the host, and the places in memory that they are for, each for those before its end.
struct Words {
  unsigned to[8][2];
  int end[8];
  unsigned words[ENTRY_THREADS];
};

// Writes words, in one block.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    store(const __grid_constant__ Words words) {
  int i = threadIdx.x;
  int start = 0;
  for (int place = 0; place < 8; place++) {
    if (i >= start && i < words.end[place]) {
      address<unsigned>(words.to[place])[i - start] = words.words[i];
    }
    start = words.end[place];
  }
}

// A piece of memory and where to copy it.
struct Segment {
  unsigned from[2];
  unsigned to[2];
  int count;
  int first_block;
};

// In the order of their first blocks; those that are not used begin after the last.
struct Segments16 {
  Segment at[16];
};

// Copies each segment by blocks of its own, 1024 floats a block; what is written may not overlap.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    copy_segments(const __grid_constant__ Segments16 segments) {
  int mine = 0;
  while (mine < 15 && segments.at[mine + 1].first_block <= static_cast<int>(blockIdx.x)) {
    mine++;
  }
  const Segment& segment = segments.at[mine];
  const float* __restrict__ from = address<float>(segment.from);
  float* __restrict__ to = address<float>(segment.to);
  int start = (blockIdx.x - segment.first_block) * (4 * ENTRY_THREADS) + threadIdx.x;
#pragma unroll
  for (int k = 0; k < 4; k++) {
    int i = start + k * ENTRY_THREADS;
    if (i < segment.count) {
      to[i] = from[i];
    }
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    assign_while_good(float* to, const float* from, int count, const float* health) {
  int i = entry();
  if (i < count && health[GOOD] != 0.0f) {
    to[i] = from[i];
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    accumulate(float* to, const float* from, int count) {
  int i = entry();
  if (i < count) {
    to[i] += from[i];
  }
}

// The sum over a block, in thread 0.
__device__ inline double sum_of_block(double x, double (&shared)[ENTRY_THREADS]) {
  shared[threadIdx.x] = x;
  for (unsigned half = ENTRY_THREADS / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) {
      x += shared[threadIdx.x + half];
      shared[threadIdx.x] = x;
    }
  }
  return x;
}

// Sums the squares of each block's share of the gradients.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    measure_shares(const float* __restrict__ gradients, double* __restrict__ squares, int count) {
  __shared__ double shared[ENTRY_THREADS];
  double sum = 0.0;
  for (int i = entry(); i < count; i += gridDim.x * ENTRY_THREADS) {
    double gradient = gradients[i];
    sum += gradient * gradient;
  }
  sum = sum_of_block(sum, shared);
  if (threadIdx.x == 0) {
    squares[blockIdx.x] = sum;
  }
}

// Judges a step by the norm of its gradients and by its loss, in one block.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    measure(const double* __restrict__ squares, int shares, const float* __restrict__ loss,
            float* __restrict__ health) {
  __shared__ double shared[ENTRY_THREADS];
  double sum = 0.0;
  for (int i = threadIdx.x; i < shares; i += ENTRY_THREADS) {
    sum += squares[i];
  }
  sum = sum_of_block(sum, shared);
  if (threadIdx.x == 0) {
    float norm = static_cast<float>(sqrt(sum));
    health[NORM] = norm;
    if (!isfinite(norm) || !isfinite(*loss)) {
      health[GOOD] = 0.0f;
    }
  }
}

// A moment; one that faded away is 0, before it becomes a subnormal number.
__device__ inline float kept(float moment) { return fabsf(moment) < 1e-30f ? 0.0f : moment; }

// The factor that bounds the norm of all gradients together.
__device__ inline float clipping(const float* scalars, const float* health) {
  float limit = scalars[CLIP_NORM];
  return limit == 0.0f ? 1.0f : fminf(1.0f, limit / health[NORM]);
}

// Adam and AdamW: Kingma and Ba 2015, algorithm 1; Loshchilov and Hutter 2019, algorithm 2.
struct Adam {
  float clip;
  float pull;
  float beta1;
  float beta2;
  float rate;
  float root;
  float epsilon;
  float decay;

  __device__ Adam(const float* scalars, const float* health)
      : clip(clipping(scalars, health)),
        pull(scalars[WEIGHT_DECAY]),
        beta1(scalars[BETA1]),
        beta2(scalars[BETA2]),
        rate(scalars[LEARNING_RATE] / scalars[CORRECTION1]),
        root(1.0f / sqrtf(scalars[CORRECTION2])),
        epsilon(scalars[EPSILON]),
        decay(scalars[LEARNING_RATE] * scalars[DECOUPLED_DECAY]) {}

  __device__ void move(float& parameter, float gradient, float& first, float& second) const {
    float p = parameter;
    float g = gradient * clip + pull * p;
    first = kept(beta1 * first + (1.0f - beta1) * g);
    second = kept(beta2 * second + (1.0f - beta2) * (g * g));
    parameter = p - (rate * first / (sqrtf(second) * root + epsilon) + decay * p);
  }
};

// The entries [from, to) of states, four to a thread.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    adam_step(float* parameters, const float* gradients, float* first, float* second,
              const float* scalars, const float* health, int from, int to) {
  int at = (from / 4 + entry()) * 4;
  if (at >= to || health[GOOD] == 0.0f) {
    return;
  }
  Adam adam(scalars, health);
  if (at < from || to - at < 4) {
    for (int i = max(at, from); i < to && i < at + 4; i++) {
      adam.move(parameters[i], gradients[i], first[i], second[i]);
    }
    return;
  }
  float4 p = *reinterpret_cast<float4*>(parameters + at);
  float4 g = *reinterpret_cast<const float4*>(gradients + at);
  float4 m = *reinterpret_cast<float4*>(first + at);
  float4 v = *reinterpret_cast<float4*>(second + at);
  adam.move(p.x, g.x, m.x, v.x);
  adam.move(p.y, g.y, m.y, v.y);
  adam.move(p.z, g.z, m.z, v.z);
  adam.move(p.w, g.w, m.w, v.w);
  *reinterpret_cast<float4*>(parameters + at) = p;
  *reinterpret_cast<float4*>(first + at) = m;
  *reinterpret_cast<float4*>(second + at) = v;
}

// Rows of a table. A number that names none moves nothing: to refuse it, the host would wait.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    adam_rows(float* parameters, const float* rows, const float* gradients, float* first,
              float* second, const float* scalars, const float* health, int count, int width,
              int table) {
  int i = entry();
  if (i >= count || health[GOOD] == 0.0f) {
    return;
  }
  float row = rows[i / width];
  if (is_row(row, table)) {
    int at = static_cast<int>(row) * width + i % width;
    Adam(scalars, health).move(parameters[at], gradients[i], first[at], second[at]);
  }
}

// The entries [from, to) of states.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    sgd_step(float* parameters, const float* gradients, float* momentum, const float* scalars,
             const float* health, int from, int to) {
  int i = from + entry();
  if (i < to && health[GOOD] != 0.0f) {
    float p = parameters[i];
    float g = gradients[i] * clipping(scalars, health) + scalars[WEIGHT_DECAY] * p;
    float m = kept(scalars[BETA1] * momentum[i] + g);
    momentum[i] = m;
    parameters[i] = p - scalars[LEARNING_RATE] * m;
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    average(float* into, const float* source, const float* decay, const float* health, int count) {
  int i = entry();
  if (i < count && health[GOOD] != 0.0f) {
    into[i] = *decay * into[i] + (1.0f - *decay) * source[i];
  }
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    counter_advance(unsigned long long* counter, unsigned long long by) {
  if (threadIdx.x == 0) {
    *counter += by;
  }
}
