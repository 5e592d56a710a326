// Draws of a stream of random numbers, four a thread.
#include "random.cuh"
#include "walk.cuh"

// The step is read here, so that a captured draw gives other numbers at each replay.
extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    uniform(const unsigned long long* __restrict__ step, unsigned long long key, unsigned site,
            float* __restrict__ to, int count) {
  int block = entry();
  unsigned words[4];
  random_words(block, site, *step, key, words);
  write_block(make_float4(uniform_of(words[0]), uniform_of(words[1]), uniform_of(words[2]),
                          uniform_of(words[3])),
              block, to, count);
}

extern "C" __global__ void __launch_bounds__(ENTRY_THREADS)
    normal(const unsigned long long* __restrict__ step, unsigned long long key, unsigned site,
           float* __restrict__ to, int count) {
  int block = entry();
  unsigned words[4];
  random_words(block, site, *step, key, words);
  write_block(normals_of(words), block, to, count);
}
