// What every call of the driver has in common.
#pragma once

#include <cstdio>
#include <mutex>

#include "context.h"

#define CUDA_API extern "C" __attribute__((visibility("default"))) CUresult

namespace emulator {

extern bool initialised;

// Lets one call run at a time, and those that it makes itself.
std::recursive_mutex& driver_mutex();

// Runs the body of a call and turns a fault into its CUDA error; words that explain it go to stderr.
template <typename Body>
CUresult call(const char* name, Body body) {
  std::lock_guard<std::recursive_mutex> lock(driver_mutex());
  try {
    if (!initialised) {
      throw Fault{CUDA_ERROR_NOT_INITIALIZED, "cuInit was not called"};
    }
    body();
    return CUDA_SUCCESS;
  } catch (const Fault& fault) {
    if (!fault.text.empty()) {
      std::fprintf(stderr, "emulated driver: %s: %s\n", name, fault.text.c_str());
    }
    return fault.error;
  }
}

inline void demand(bool condition, CUresult error, const std::string& text) {
  if (!condition) {
    throw Fault{error, text};
  }
}

}  // namespace emulator
