// What we use of the CUDA driver API's types, with the numbers of CUDA 12's cuda.h.
#pragma once

#include <cstddef>

namespace emulator {
struct Context;
struct Stream;
struct Event;
struct Module;
struct Function;
struct Graph;
struct Node;
struct Executable;
}  // namespace emulator

using CUcontext = emulator::Context*;
using CUstream = emulator::Stream*;
using CUevent = emulator::Event*;
using CUmodule = emulator::Module*;
using CUfunction = emulator::Function*;
using CUgraph = emulator::Graph*;
using CUgraphNode = emulator::Node*;
using CUgraphExec = emulator::Executable*;
using CUdevice = int;
using CUdeviceptr = unsigned long long;

// Name, number and text of each error.
#define EMULATED_ERRORS(ERROR)                                                                            \
  ERROR(CUDA_SUCCESS, 0, "no error")                                                                      \
  ERROR(CUDA_ERROR_INVALID_VALUE, 1, "invalid argument")                                                  \
  ERROR(CUDA_ERROR_OUT_OF_MEMORY, 2, "out of memory")                                                     \
  ERROR(CUDA_ERROR_NOT_INITIALIZED, 3, "initialization error")                                            \
  ERROR(CUDA_ERROR_NO_DEVICE, 100, "no CUDA-capable device is detected")                                  \
  ERROR(CUDA_ERROR_INVALID_DEVICE, 101, "invalid device ordinal")                                         \
  ERROR(CUDA_ERROR_INVALID_CONTEXT, 201, "invalid device context")                                        \
  ERROR(CUDA_ERROR_INVALID_PTX, 218, "a PTX JIT compilation failed")                                      \
  ERROR(CUDA_ERROR_UNSUPPORTED_PTX_VERSION, 222, "the provided PTX was compiled with an unsupported toolchain.") \
  ERROR(CUDA_ERROR_INVALID_HANDLE, 400, "invalid resource handle")                                        \
  ERROR(CUDA_ERROR_ILLEGAL_STATE, 401, "the operation cannot be performed in the present state")          \
  ERROR(CUDA_ERROR_NOT_FOUND, 500, "named symbol not found")                                              \
  ERROR(CUDA_ERROR_NOT_READY, 600, "device not ready")                                                    \
  ERROR(CUDA_ERROR_ILLEGAL_ADDRESS, 700, "an illegal memory access was encountered")                      \
  ERROR(CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES, 701, "too many resources requested for launch")               \
  ERROR(CUDA_ERROR_CONTEXT_IS_DESTROYED, 709, "context is destroyed")                                     \
  ERROR(CUDA_ERROR_MISALIGNED_ADDRESS, 716, "misaligned address")                                         \
  ERROR(CUDA_ERROR_LAUNCH_FAILED, 719, "unspecified launch failure")                                      \
  ERROR(CUDA_ERROR_NOT_SUPPORTED, 801, "operation not supported")                                         \
  ERROR(CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, 803, "system has unsupported display driver / cuda driver combination") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, 900, "operation not permitted when stream is capturing")   \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, 901, "operation failed due to a previous error during capture") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_MERGE, 902, "operation would result in a merge of separate capture sequences") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_UNMATCHED, 903, "capture was not ended in the same stream as it began") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_UNJOINED, 904, "capturing stream has unjoined work")                    \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_ISOLATION, 905, "dependency created on uncaptured work in another stream") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_IMPLICIT, 906,                                                          \
        "operation would make the legacy stream depend on a capturing blocking stream")                   \
  ERROR(CUDA_ERROR_CAPTURED_EVENT, 907, "operation not permitted on an event last recorded in a capturing stream") \
  ERROR(CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, 908,                                                      \
        "attempt to terminate a thread-local capture sequence from another thread")

enum CUresult {
#define EMULATED_ERROR(name, number, text) name = number,
  EMULATED_ERRORS(EMULATED_ERROR)
#undef EMULATED_ERROR
};

enum CUdevice_attribute {
  MAX_THREADS_PER_BLOCK = 1,
  MAX_BLOCK_DIM_X = 2,
  MAX_BLOCK_DIM_Y = 3,
  MAX_BLOCK_DIM_Z = 4,
  MAX_GRID_DIM_X = 5,
  MAX_GRID_DIM_Y = 6,
  MAX_GRID_DIM_Z = 7,
  MAX_SHARED_MEMORY_PER_BLOCK = 8,
  WARP_SIZE = 10,
  MAX_REGISTERS_PER_BLOCK = 12,
  MULTIPROCESSOR_COUNT = 16,
  INTEGRATED = 18,
  CAN_MAP_HOST_MEMORY = 19,
  COMPUTE_MODE = 20,
  CONCURRENT_KERNELS = 31,
  MAX_THREADS_PER_MULTIPROCESSOR = 39,
  ASYNC_ENGINE_COUNT = 40,
  UNIFIED_ADDRESSING = 41,
  COMPUTE_CAPABILITY_MAJOR = 75,
  COMPUTE_CAPABILITY_MINOR = 76,
};

enum CUfunction_attribute { FUNC_MAX_THREADS_PER_BLOCK = 0, FUNC_SHARED_SIZE_BYTES = 1, FUNC_LOCAL_SIZE_BYTES = 3 };

enum CUstreamCaptureMode { CAPTURE_GLOBAL = 0, CAPTURE_THREAD_LOCAL = 1, CAPTURE_RELAXED = 2 };
enum CUstreamCaptureStatus { CAPTURE_NONE = 0, CAPTURE_ACTIVE = 1, CAPTURE_INVALIDATED = 2 };

constexpr unsigned STREAM_NON_BLOCKING = 1;
constexpr unsigned EVENT_DISABLE_TIMING = 2;
