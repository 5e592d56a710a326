// Modules, functions and launches.
#include <cstring>

#include "counts.h"
#include "devices.h"
#include "driver.h"
#include "settings.h"

namespace emulator {

namespace {

// The newest PTX that a driver takes: CUDA 11.5 brought 7.5, 12.0 8.0; 12.5 and 12.6 both 8.5, 13.0 9.0.
int newest_ptx(int driver) {
  int minor = driver % 1000 / 10;
  return (driver / 1000 - 4) * 10 + (driver >= 12060 && driver < 13000 ? minor - 1 : minor);
}

Module load(const char* text) {
  CUdevice ordinal = current().device;
  Ptx ptx = parse_ptx(text);
  demand(ptx.version > 0 && ptx.target > 0, CUDA_ERROR_INVALID_PTX, "the image is no PTX");
  demand(ptx.version <= newest_ptx(settings().driver), CUDA_ERROR_UNSUPPORTED_PTX_VERSION,
         "PTX " + std::to_string(ptx.version) + " is newer than the driver takes");
  int capability = device(ordinal).major * 10 + device(ordinal).minor;
  demand(ptx.target <= capability, CUDA_ERROR_INVALID_PTX,
         "PTX for sm_" + std::to_string(ptx.target) + " on a device of sm_" + std::to_string(capability));
  return {std::move(ptx), {}};
}

Function find_function(const Module& module, const char* name) {
  auto entry = module.ptx.entries.find(name);
  demand(entry != module.ptx.entries.end(), CUDA_ERROR_NOT_FOUND, std::string("the PTX has no kernel ") + name);
  const Kernel* kernel = find_kernel(name);
  demand(kernel != nullptr, CUDA_ERROR_NOT_FOUND, std::string("no kernel was compiled for the host named ") + name);
  auto& bytes = entry->second.parameter_bytes;
  bool same = bytes.size() == kernel->parameters.size();
  for (std::size_t i = 0; same && i < bytes.size(); i++) {
    same = bytes[i] == kernel->parameters[i].bytes;
  }
  demand(same, CUDA_ERROR_INVALID_PTX, std::string("the PTX and the source differ in the parameters of ") + name);
  demand(entry->second.shared_bytes <= 48 * 1024, CUDA_ERROR_INVALID_PTX,
         std::string("more than 48 KB of shared memory in ") + name);
  return {kernel, entry->second};
}

std::string text(dim3 size) {
  return std::to_string(size.x) + " x " + std::to_string(size.y) + " x " + std::to_string(size.z);
}

void check_sizes(const Function& function, dim3 grid, dim3 block) {
  auto threads = std::uint64_t{block.x} * block.y * block.z;
  std::string what = std::string("a launch of ") + function.kernel->name + " with ";
  demand(grid.x > 0 && grid.y > 0 && grid.z > 0 && threads > 0, CUDA_ERROR_INVALID_VALUE, what + "nothing to do");
  demand(grid.x <= 0x7fffffff && grid.y <= 65535 && grid.z <= 65535, CUDA_ERROR_INVALID_VALUE,
         what + text(grid) + " blocks");
  demand(threads <= 1024 && block.z <= 64, CUDA_ERROR_INVALID_VALUE, what + text(block) + " threads");
  unsigned bound = function.entry.max_threads;
  demand(bound == 0 || threads <= bound, CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES,
         what + text(block) + " threads, and bounds of " + std::to_string(bound));
}

std::vector<char> pack(const Kernel& kernel, void** parameters) {
  std::vector<char> packed;
  for (std::size_t i = 0; i < kernel.parameters.size(); i++) {
    auto [bytes, offset] = kernel.parameters[i];
    packed.resize(offset + bytes);
    std::memcpy(packed.data() + offset, parameters[i], bytes);
  }
  return packed;
}

void launch(Stream& stream, const Function& function, dim3 grid, dim3 block, void** parameters) {
  check_sizes(function, grid, block);
  Launch launch{function.kernel, grid, block, function.entry.shared_bytes, pack(*function.kernel, parameters)};
  submit(stream, [launch = std::move(launch), context = stream.context] {
    run(launch, context->order);
    count(std::string("launch ") + launch.kernel->name);
  });
}

}  // namespace

}  // namespace emulator

using namespace emulator;

CUDA_API cuModuleLoadData(CUmodule* module, const void* image) {
  return call(__func__, [&] {
    refuse_in_capture("loads a module");
    *module = current().modules.add(load(static_cast<const char*>(image)));
  });
}

CUDA_API cuModuleLoadDataEx(CUmodule* module, const void* image, unsigned, int*, void**) {
  return cuModuleLoadData(module, image);
}

CUDA_API cuModuleUnload(CUmodule module) {
  return call(__func__, [&] {
    Context& context = current();
    context.modules.get(module);
    drain(context);
    context.modules.remove(module);
  });
}

CUDA_API cuModuleGetFunction(CUfunction* function, CUmodule handle, const char* name) {
  return call(__func__, [&] {
    Module& module = current().modules.get(handle);
    *function = &module.functions.try_emplace(name, find_function(module, name)).first->second;
  });
}

CUDA_API cuFuncGetAttribute(int* value, CUfunction_attribute attribute, CUfunction function) {
  return call(__func__, [&] {
    const Entry& entry = current().function(function).entry;
    switch (attribute) {
      case FUNC_MAX_THREADS_PER_BLOCK:
        *value = entry.max_threads == 0 ? 1024 : static_cast<int>(entry.max_threads);
        return;
      case FUNC_SHARED_SIZE_BYTES: *value = static_cast<int>(entry.shared_bytes); return;
      case FUNC_LOCAL_SIZE_BYTES: *value = 0; return;
    }
    throw Fault{CUDA_ERROR_INVALID_VALUE, "function attribute " + std::to_string(attribute) + " is not emulated"};
  });
}

CUDA_API cuLaunchKernel(CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
                        unsigned block_y, unsigned block_z, unsigned shared, CUstream handle, void** parameters,
                        void** extra) {
  return call(__func__, [&] {
    demand(shared == 0 && extra == nullptr, CUDA_ERROR_NOT_SUPPORTED, "dynamic shared memory is not emulated");
    Context& context = current();
    launch(context.stream(handle), context.function(function), {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, parameters);
  });
}
