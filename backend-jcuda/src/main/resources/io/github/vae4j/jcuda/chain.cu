// Small operations one after the other, in one block: each may read what those before it wrote.
#include "address.cuh"
#include "functions.cuh"
#include "random.cuh"
#include "reduce.cuh"

constexpr int CHAIN_THREADS = 1024;

// the order of io.github.vae4j.jcuda.Chain
#define FUNCTION_NUMBER(NAME, VALUE) FUNCTION_##NAME,
enum Function {
  FUNCTION_fill,
  FUNCTION_copy,
  FUNCTION_select,
  FUNCTION_sum,
  FUNCTION_normal,
  FUNCTIONS_OF_X(FUNCTION_NUMBER) FUNCTIONS_OF_X_P_Q(FUNCTION_NUMBER)
      FUNCTIONS_OF_A_B(FUNCTION_NUMBER) FUNCTIONS_OF_NORMALS(FUNCTION_NUMBER)
};

// One operation. Its result has rows of `inner` entries; neighbours along both axes lie `outer` and
// `inner` strides apart in each operand. Sums are those of the first operand's rows.
// A draw has the step's place for its first operand, the key for its second, and the site for
// `inner`.
struct Link {
  int function;
  int count;
  int inner;
  float p;
  float q;
  unsigned to[2];
  unsigned from[3][2];
  int outer_strides[3];
  int inner_strides[3];
};

struct Links32 {
  int count;
  Link at[32];
};

// An entry of an operand; 0 where there is no such operand.
__device__ inline float operand(const Link& link, int number, int row, int column) {
  const float* from = address<const float>(link.from[number]);
  return from == nullptr
             ? 0.0f
             : from[row * link.outer_strides[number] + column * link.inner_strides[number]];
}

__device__ inline float value(const Link& link, int row, int column) {
  float a = operand(link, 0, row, column);
  float b = operand(link, 1, row, column);
  float c = operand(link, 2, row, column);
  float x = a;
  float p = link.p;
  float q = link.q;
  switch (link.function) {
#define FUNCTION_CASE(NAME, VALUE) \
  case FUNCTION_##NAME:            \
    return VALUE;
    FUNCTIONS_OF_X(FUNCTION_CASE)
    FUNCTIONS_OF_X_P_Q(FUNCTION_CASE)
    FUNCTIONS_OF_A_B(FUNCTION_CASE)
    FUNCTIONS_OF_NORMALS(FUNCTION_CASE)
    case FUNCTION_select:
      return a != 0.0f ? b : c;
    case FUNCTION_fill:
      return p;
    default:
      return x;
  }
}

// A warp a row, with the order of terms of sum_rows.
__device__ inline void sum_rows_of(const Link& link) {
  const float* from = address<const float>(link.from[0]);
  float* to = address<float>(link.to);
  int lane = threadIdx.x % WARP;
  for (int row = threadIdx.x / WARP; row < link.count; row += CHAIN_THREADS / WARP) {
    Sum sum = reduced_by_warp<Sum>(from + row * link.inner, lane, link.inner);
    if (lane == 0) {
      to[row] = sum.value();
    }
  }
}

// The numbers of a stream, four a thread as by the kernel `normal`.
__device__ inline void draw_normals(const Link& link) {
  unsigned long long step = *address<const unsigned long long>(link.from[0]);
  unsigned long long key = static_cast<unsigned long long>(link.from[1][1]) << 32 | link.from[1][0];
  for (int block = threadIdx.x; 4 * block < link.count; block += CHAIN_THREADS) {
    unsigned words[4];
    random_words(block, link.inner, step, key, words);
    write_block(normals_of(words), block, address<float>(link.to), link.count);
  }
}

extern "C" __global__ void __launch_bounds__(CHAIN_THREADS)
    run_chain(const __grid_constant__ Links32 links) {
  for (int number = 0; number < links.count; number++) {
    const Link& link = links.at[number];
    if (link.function == FUNCTION_sum) {
      sum_rows_of(link);
    } else if (link.function == FUNCTION_normal) {
      draw_normals(link);
    } else {
      float* to = address<float>(link.to);
      for (int i = threadIdx.x; i < link.count; i += CHAIN_THREADS) {
        int row = i / link.inner;
        to[i] = value(link, row, i - row * link.inner);
      }
    }
    __syncthreads();
  }
}
