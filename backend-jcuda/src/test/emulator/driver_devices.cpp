// Start, devices, contexts, names of errors.
#include <algorithm>
#include <cstring>
#include <vector>

#include "devices.h"
#include "driver.h"
#include "settings.h"

namespace emulator {

bool initialised = false;

std::recursive_mutex& driver_mutex() {
  static auto* mutex = new std::recursive_mutex();
  return *mutex;
}

namespace {

struct Primary {
  Context* context = nullptr;
  int retained = 0;
};

Primary& primary(CUdevice ordinal) {
  static std::vector<Primary> all(static_cast<std::size_t>(device_count()));
  device(ordinal);
  return all[static_cast<std::size_t>(ordinal)];
}

void reset(Primary& primary) {
  if (primary.context != nullptr) {
    destroy_context(primary.context);
  }
  primary = {};
}

struct ErrorText {
  CUresult error;
  const char* name;
  const char* text;
};

constexpr ErrorText ERRORS[] = {
#define EMULATED_ERROR(name, number, text) {name, #name, text},
    EMULATED_ERRORS(EMULATED_ERROR)
#undef EMULATED_ERROR
};

CUresult find(CUresult error, const char** found, const char* ErrorText::*what) {
  for (const ErrorText& each : ERRORS) {
    if (each.error == error) {
      *found = each.*what;
      return CUDA_SUCCESS;
    }
  }
  *found = nullptr;
  return CUDA_ERROR_INVALID_VALUE;
}

}  // namespace

}  // namespace emulator

using namespace emulator;

CUDA_API cuInit(unsigned) {
  std::lock_guard<std::recursive_mutex> lock(driver_mutex());
  if (settings().init != 0) {
    return static_cast<CUresult>(settings().init);
  }
  if (device_count() == 0) {
    return CUDA_ERROR_NO_DEVICE;
  }
  if (!initialised) {
    catch_faults();
    initialised = true;
  }
  return CUDA_SUCCESS;
}

CUDA_API cuDriverGetVersion(int* version) {
  *version = settings().driver;
  return CUDA_SUCCESS;
}

CUDA_API cuGetErrorName(CUresult error, const char** name) { return find(error, name, &ErrorText::name); }

CUDA_API cuGetErrorString(CUresult error, const char** text) { return find(error, text, &ErrorText::text); }

CUDA_API cuDeviceGetCount(int* count) {
  return call(__func__, [&] { *count = device_count(); });
}

CUDA_API cuDeviceGet(CUdevice* found, int ordinal) {
  return call(__func__, [&] {
    device(ordinal);
    *found = ordinal;
  });
}

CUDA_API cuDeviceGetName(char* name, int length, CUdevice ordinal) {
  return call(__func__, [&] {
    std::strncpy(name, device(ordinal).name.c_str(), static_cast<std::size_t>(length - 1));
    name[length - 1] = 0;
  });
}

CUDA_API cuDeviceGetAttribute(int* value, CUdevice_attribute which, CUdevice ordinal) {
  return call(__func__, [&] {
    device(ordinal);
    *value = attribute(which, ordinal);
  });
}

CUDA_API cuDeviceComputeCapability(int* major, int* minor, CUdevice ordinal) {
  return call(__func__, [&] {
    *major = device(ordinal).major;
    *minor = device(ordinal).minor;
  });
}

CUDA_API cuDeviceTotalMem_v2(std::size_t* bytes, CUdevice ordinal) {
  return call(__func__, [&] {
    device(ordinal);
    *bytes = settings().memory;
  });
}

CUDA_API cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice ordinal) {
  return call(__func__, [&] {
    Primary& found = primary(ordinal);
    if (found.context == nullptr) {
      found.context = create_context(ordinal);
    }
    found.retained++;
    *context = found.context;
  });
}

CUDA_API cuDevicePrimaryCtxRelease_v2(CUdevice ordinal) {
  return call(__func__, [&] {
    Primary& found = primary(ordinal);
    demand(found.retained > 0, CUDA_ERROR_INVALID_CONTEXT, "released more often than retained");
    if (--found.retained == 0) {
      reset(found);
    }
  });
}

CUDA_API cuDevicePrimaryCtxReset_v2(CUdevice ordinal) {
  return call(__func__, [&] { reset(primary(ordinal)); });
}

CUDA_API cuCtxCreate_v2(CUcontext* context, unsigned, CUdevice ordinal) {
  return call(__func__, [&] {
    *context = create_context(ordinal);
    set_current(*context);
  });
}

CUDA_API cuCtxDestroy_v2(CUcontext context) {
  return call(__func__, [&] { destroy_context(context); });
}

CUDA_API cuCtxSetCurrent(CUcontext context) {
  return call(__func__, [&] { set_current(context); });
}

CUDA_API cuCtxGetCurrent(CUcontext* context) {
  return call(__func__, [&] { *context = get_current(); });
}

CUDA_API cuCtxGetDevice(CUdevice* ordinal) {
  return call(__func__, [&] { *ordinal = current().device; });
}

CUDA_API cuCtxSynchronize() {
  return call(__func__, [&] {
    Context& context = current();
    refuse_in_capture("waits for the device");
    drain(context);
    context.check();
  });
}
