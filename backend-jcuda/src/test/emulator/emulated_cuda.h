// CUDA's language for a host compiler: what a .cu file finds when g++ compiles it with this header included by force.
//
// A .cu file is a translation unit of its own. Threads of a block are fibres of one host thread, so a variable here
// that differs from thread to thread (threadIdx) is set again whenever another fibre goes on.
#pragma once

#include <cstdint>
#include <cstring>
#include <math.h>

#include "emulated_types.h"

// The build lists the kernels of a file by this word, and appends a registration for each.
#ifndef __global__
#define __global__
#endif
#define __device__
#define __host__
#define __forceinline__ inline __attribute__((always_inline))
// The driver reads the bounds from the PTX.
#define __launch_bounds__(...)
#define __constant__ static
#define __grid_constant__

// The shared arrays of a file lie in a section of its own, which is filled with NaN before each block.
#ifndef EMULATED_UNIT
#define EMULATED_UNIT unnamed
#endif
#define EMULATED_TEXT_OF(x) #x
#define EMULATED_TEXT(x) EMULATED_TEXT_OF(x)
#define __shared__ static __attribute__((section("emulated_shared_" EMULATED_TEXT(EMULATED_UNIT))))

extern uint3 threadIdx;
extern uint3 blockIdx;
extern dim3 blockDim;
extern dim3 gridDim;
constexpr int warpSize = 32;

namespace emulator {

// Where a kernel waits; threads that wait together must wait at one place.
struct Site {
  const char* file;
  int line;
};

// Waits for all threads of the block that have not returned.
void wait_for_block(Site site);

// Waits for all lanes of the warp, and returns what each of them brought.
const std::uint64_t* exchange(unsigned mask, std::uint64_t value, Site site);

// The lane of the thread that runs.
int lane();

template <typename T>
T exchanged(unsigned mask, T value, int from, int width, Site site) {
  static_assert(sizeof(T) <= sizeof(std::uint64_t), "a shuffle moves up to 8 bytes");
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(T));
  const std::uint64_t* lanes = exchange(mask, bits, site);
  // As the hardware does: a lane outside of one's own group gives one's own value.
  int first = lane() / width * width;
  int chosen = from >= first && from < first + width ? from : lane();
  std::memcpy(&value, &lanes[chosen], sizeof(T));
  return value;
}

}  // namespace emulator

#define EMULATED_SITE const char *file = __builtin_FILE(), int line = __builtin_LINE()

inline void __syncthreads(EMULATED_SITE) { emulator::wait_for_block({file, line}); }

inline void __syncwarp(unsigned mask = 0xffffffffu, EMULATED_SITE) { emulator::exchange(mask, 0, {file, line}); }

template <typename T>
T __shfl_sync(unsigned mask, T value, int from, int width = warpSize, EMULATED_SITE) {
  int first = emulator::lane() / width * width;
  return emulator::exchanged(mask, value, first + from % width, width, {file, line});
}

template <typename T>
T __shfl_up_sync(unsigned mask, T value, unsigned by, int width = warpSize, EMULATED_SITE) {
  return emulator::exchanged(mask, value, emulator::lane() - static_cast<int>(by), width, {file, line});
}

template <typename T>
T __shfl_down_sync(unsigned mask, T value, unsigned by, int width = warpSize, EMULATED_SITE) {
  return emulator::exchanged(mask, value, emulator::lane() + static_cast<int>(by), width, {file, line});
}

template <typename T>
T __shfl_xor_sync(unsigned mask, T value, int bits, int width = warpSize, EMULATED_SITE) {
  return emulator::exchanged(mask, value, emulator::lane() ^ bits, width, {file, line});
}

inline unsigned __ballot_sync(unsigned mask, int predicate, EMULATED_SITE) {
  const std::uint64_t* lanes = emulator::exchange(mask, predicate != 0, {file, line});
  unsigned votes = 0;
  for (int i = 0; i < warpSize; i++) {
    votes |= static_cast<unsigned>(lanes[i]) << i;
  }
  return votes;
}

inline int __any_sync(unsigned mask, int predicate, EMULATED_SITE) {
  return __ballot_sync(mask, predicate, file, line) != 0;
}

inline int __all_sync(unsigned mask, int predicate, EMULATED_SITE) {
  return __ballot_sync(mask, predicate, file, line) == 0xffffffffu;
}

#include "emulated_math.h"
