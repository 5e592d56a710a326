// Allocations and copies.
#include <cstring>

#include "counts.h"
#include "driver.h"
#include "memory.h"
#include "settings.h"

namespace emulator {

namespace {

void* allocate(std::size_t bytes, Kind kind) {
  Context& context = current();
  refuse_in_capture("allocates");
  demand(bytes > 0, CUDA_ERROR_INVALID_VALUE, "0 bytes are asked for");
  bool fits = kind == Kind::PINNED || memory().used(&context) + bytes <= settings().memory;
  void* found = fits ? memory().allocate(bytes, kind, &context) : nullptr;
  demand(found != nullptr, CUDA_ERROR_OUT_OF_MEMORY, "");
  count(kind == Kind::PINNED ? "allocations pinned" : "allocations on device");
  return found;
}

void release(std::uintptr_t start, Kind kind) {
  Context& context = current();
  refuse_in_capture("frees memory");
  const Allocation* allocation = memory().at(start, kind);
  demand(allocation != nullptr, CUDA_ERROR_INVALID_VALUE, "no allocation begins at this address");
  drain(context);
  std::string damage = memory().damage(*allocation);
  memory().free(*allocation);
  if (!damage.empty()) {
    context.fail({CUDA_ERROR_ILLEGAL_ADDRESS, damage});
  }
  context.check();
}

void demand_memory(CUdeviceptr at, std::size_t bytes) {
  const Allocation* found = memory().holding(at, bytes);
  demand(found != nullptr, CUDA_ERROR_INVALID_VALUE,
         "no allocation holds " + std::to_string(bytes) + " bytes from " + hexadecimal(at) + memory().describe(at));
}

void* host(CUdeviceptr at) { return reinterpret_cast<void*>(at); }

bool is_pinned(const void* at, std::size_t bytes) {
  const Allocation* found = memory().holding(reinterpret_cast<std::uintptr_t>(at), bytes);
  return found != nullptr && found->kind == Kind::PINNED;
}

// What is checked at the call is checked again when the copy runs: its memory may be gone.
std::function<void()> copy(CUdeviceptr to, CUdeviceptr from, std::size_t bytes, const char* counted) {
  return [=] {
    for (CUdeviceptr each : {to, from}) {
      demand(memory().holding(each, bytes) != nullptr, CUDA_ERROR_ILLEGAL_ADDRESS, "memory to be copied was freed");
    }
    std::memmove(host(to), host(from), bytes);
    count(counted, bytes);
  };
}

// Copies that return when all is done run after the legacy stream and after those that wait for it, no others.
Context& wait_for_legacy(const char* what) {
  Context& context = current();
  refuse_in_capture(what);
  drain_blocking(context);
  context.check();
  return context;
}

std::function<void()> set(CUdeviceptr at, std::uint32_t value, std::size_t width, std::size_t count) {
  return [=] {
    demand(memory().holding(at, width * count) != nullptr, CUDA_ERROR_ILLEGAL_ADDRESS, "memory to be set was freed");
    for (std::size_t i = 0; i < count; i++) {
      std::memcpy(static_cast<char*>(host(at)) + i * width, &value, width);
    }
  };
}

void submit_set(CUdeviceptr at, std::uint32_t value, std::size_t width, std::size_t count, CUstream handle) {
  Stream& stream = current().stream(handle);
  demand_memory(at, width * count);
  submit(stream, set(at, value, width, count));
}

}  // namespace

}  // namespace emulator

using namespace emulator;

CUDA_API cuMemAlloc_v2(CUdeviceptr* at, std::size_t bytes) {
  return call(__func__, [&] { *at = reinterpret_cast<CUdeviceptr>(allocate(bytes, Kind::DEVICE)); });
}

CUDA_API cuMemFree_v2(CUdeviceptr at) {
  return call(__func__, [&] { release(at, Kind::DEVICE); });
}

CUDA_API cuMemGetInfo_v2(std::size_t* free, std::size_t* total) {
  return call(__func__, [&] {
    *total = settings().memory;
    *free = *total - memory().used(&current());
  });
}

CUDA_API cuMemHostAlloc(void** at, std::size_t bytes, unsigned) {
  return call(__func__, [&] { *at = allocate(bytes, Kind::PINNED); });
}

CUDA_API cuMemAllocHost_v2(void** at, std::size_t bytes) { return cuMemHostAlloc(at, bytes, 0); }

CUDA_API cuMemFreeHost(void* at) {
  return call(__func__, [&] { release(reinterpret_cast<std::uintptr_t>(at), Kind::PINNED); });
}

CUDA_API cuMemcpyHtoD_v2(CUdeviceptr to, const void* from, std::size_t bytes) {
  return call(__func__, [&] {
    wait_for_legacy("copies and waits");
    demand_memory(to, bytes);
    std::memcpy(host(to), from, bytes);
    count("bytes to device", bytes);
  });
}

CUDA_API cuMemcpyDtoH_v2(void* to, CUdeviceptr from, std::size_t bytes) {
  return call(__func__, [&] {
    wait_for_legacy("copies and waits");
    demand_memory(from, bytes);
    std::memcpy(to, host(from), bytes);
    count("bytes to host", bytes);
  });
}

CUDA_API cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* from, std::size_t bytes, CUstream handle) {
  return call(__func__, [&] {
    Stream& stream = current().stream(handle);
    demand_memory(to, bytes);
    demand(is_pinned(from, bytes), CUDA_ERROR_NOT_SUPPORTED, "asynchronous copies of unpinned memory are not emulated");
    submit(stream, copy(to, reinterpret_cast<CUdeviceptr>(from), bytes, "bytes to device"));
  });
}

CUDA_API cuMemcpyDtoHAsync_v2(void* to, CUdeviceptr from, std::size_t bytes, CUstream handle) {
  return call(__func__, [&] {
    Stream& stream = current().stream(handle);
    demand_memory(from, bytes);
    demand(is_pinned(to, bytes), CUDA_ERROR_NOT_SUPPORTED, "asynchronous copies to unpinned memory are not emulated");
    submit(stream, copy(reinterpret_cast<CUdeviceptr>(to), from, bytes, "bytes to host"));
  });
}

CUDA_API cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, std::size_t bytes, CUstream handle) {
  return call(__func__, [&] {
    Stream& stream = current().stream(handle);
    demand_memory(to, bytes);
    demand_memory(from, bytes);
    submit(stream, copy(to, from, bytes, "bytes on device"));
  });
}

CUDA_API cuMemcpyDtoD_v2(CUdeviceptr to, CUdeviceptr from, std::size_t bytes) {
  return cuMemcpyDtoDAsync_v2(to, from, bytes, nullptr);
}

CUDA_API cuMemsetD8Async(CUdeviceptr at, unsigned char value, std::size_t count, CUstream stream) {
  return call(__func__, [&] { submit_set(at, value, 1, count, stream); });
}

CUDA_API cuMemsetD32Async(CUdeviceptr at, unsigned value, std::size_t count, CUstream stream) {
  return call(__func__, [&] { submit_set(at, value, 4, count, stream); });
}

CUDA_API cuMemsetD8_v2(CUdeviceptr at, unsigned char value, std::size_t count) {
  return cuMemsetD8Async(at, value, count, nullptr);
}

CUDA_API cuMemsetD32_v2(CUdeviceptr at, unsigned value, std::size_t count) {
  return cuMemsetD32Async(at, value, count, nullptr);
}
