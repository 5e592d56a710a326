// Draws of a stream of random numbers, four a thread.
#include "random.cuh"
#include "walk.cuh"

// Writes the numbers of a block of the stream, fewer where the result ends.
__device__ inline void store(float4 numbers, int block, float* to, int count) {
  int left = count - 4 * block;
  float* place = to + 4 * block;
  if (left >= 4) {
    *reinterpret_cast<float4*>(place) = numbers;
    return;
  }
  if (left > 0) place[0] = numbers.x;
  if (left > 1) place[1] = numbers.y;
  if (left > 2) place[2] = numbers.z;
}

// The step is read here, so that a captured draw gives other numbers at each replay.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    uniform(const unsigned long long* __restrict__ step, unsigned long long key, unsigned site,
            float* __restrict__ to, int count) {
  int block = entry();
  unsigned words[4];
  random_words(block, site, *step, key, words);
  store(make_float4(uniform_of(words[0]), uniform_of(words[1]), uniform_of(words[2]),
                    uniform_of(words[3])),
        block, to, count);
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    normal(const unsigned long long* __restrict__ step, unsigned long long key, unsigned site,
           float* __restrict__ to, int count) {
  int block = entry();
  unsigned words[4];
  random_words(block, site, *step, key, words);
  store(normals_of(words), block, to, count);
}
