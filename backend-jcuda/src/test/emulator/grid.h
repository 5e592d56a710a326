// Runs the blocks of a launch one after another, the threads of a block as fibres.
#pragma once

#include <cstddef>

#include "emulated_types.h"
#include "kernels.h"
#include "order.h"

namespace emulator {

struct Launch {
  const Kernel* kernel;
  dim3 grid;
  dim3 block;
  // The bytes of shared memory that the kernel declares.
  std::size_t shared;
  std::vector<char> parameters;
};

// Runs all threads of a launch; throws a Fault.
void run(const Launch& launch, Order& order);

}  // namespace emulator
