// The devices that the stand-in has: the tests choose by ordinal in which order threads run.
#pragma once

#include <string>

#include "cuda_types.h"
#include "order.h"

namespace emulator {

struct Device {
  std::string name;
  int major;
  int minor;
  bool shuffled;
};

const Device& device(CUdevice ordinal);
int device_count();
int attribute(CUdevice_attribute attribute, CUdevice ordinal);

// The order in which a device runs things; a new context begins at the seed.
Order order_of(CUdevice ordinal);

}  // namespace emulator
