#include "devices.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "fault.h"
#include "settings.h"

namespace emulator {

namespace {

const std::vector<Device> DEVICES = {
    {"Emulated GPU, threads in ascending order", 8, 0, false},
    {"Emulated GPU, threads in shuffled order", 9, 0, true},
    {"Emulated GPU without cp.async and TF32", 7, 5, false},
    {"Emulated GPU of old", 6, 1, false},
};

}  // namespace

int device_count() { return std::min(settings().devices, static_cast<int>(DEVICES.size())); }

const Device& device(CUdevice ordinal) {
  if (ordinal < 0 || ordinal >= device_count()) {
    throw Fault{CUDA_ERROR_INVALID_DEVICE, "there is no device " + std::to_string(ordinal)};
  }
  return DEVICES[static_cast<std::size_t>(ordinal)];
}

int attribute(CUdevice_attribute attribute, CUdevice ordinal) {
  switch (attribute) {
    case MAX_THREADS_PER_BLOCK:
    case MAX_BLOCK_DIM_X:
    case MAX_BLOCK_DIM_Y: return 1024;
    case MAX_BLOCK_DIM_Z: return 64;
    case MAX_GRID_DIM_X: return 0x7fffffff;
    case MAX_GRID_DIM_Y:
    case MAX_GRID_DIM_Z: return 65535;
    case MAX_SHARED_MEMORY_PER_BLOCK: return 48 * 1024;
    case WARP_SIZE: return 32;
    case MAX_REGISTERS_PER_BLOCK: return 65536;
    case MULTIPROCESSOR_COUNT: return 4;
    case MAX_THREADS_PER_MULTIPROCESSOR: return 2048;
    case INTEGRATED:
    case COMPUTE_MODE: return 0;
    case ASYNC_ENGINE_COUNT: return 2;
    case CAN_MAP_HOST_MEMORY:
    case CONCURRENT_KERNELS:
    case UNIFIED_ADDRESSING: return 1;
    case COMPUTE_CAPABILITY_MAJOR: return device(ordinal).major;
    case COMPUTE_CAPABILITY_MINOR: return device(ordinal).minor;
  }
  throw Fault{CUDA_ERROR_INVALID_VALUE, "device attribute " + std::to_string(attribute) + " is not emulated"};
}

Order order_of(CUdevice ordinal) {
  if (!device(ordinal).shuffled) {
    return Order::ascending();
  }
  static bool said = false;
  if (!std::exchange(said, true)) {
    std::fprintf(stderr, "emulated driver: orders are drawn from VAE4J_EMULATOR_SEED=%llu\n",
                 static_cast<unsigned long long>(settings().seed));
  }
  return Order::shuffled(settings().seed);
}

}  // namespace emulator
