#include "context.h"

#include <cstdio>
#include <utility>

#include "devices.h"
#include "memory.h"

namespace emulator {

namespace {

thread_local Context* of_thread = nullptr;

std::map<Context*, std::unique_ptr<Context>>& all() {
  // Left standing at exit: others may still use it while the process ends.
  static auto* contexts = new std::map<Context*, std::unique_ptr<Context>>();
  return *contexts;
}

}  // namespace

Context::~Context() { memory().free_all(this); }

const Function& Context::function(const Function* handle) const {
  for (auto& module : modules) {
    for (auto& [name, known] : module->functions) {
      if (&known == handle) {
        return known;
      }
    }
  }
  throw Fault{CUDA_ERROR_INVALID_HANDLE, "the function is not, or no longer, of a module that is loaded"};
}

void Context::fail(const Fault& fault) {
  if (error == CUDA_SUCCESS) {
    error = fault.error;
    std::fprintf(stderr, "emulated driver: %s\n", fault.text.c_str());
  }
}

void Context::check() {
  std::string damage = std::exchange(unchecked, false) ? memory().damage(this) : "";
  if (!damage.empty()) {
    fail({CUDA_ERROR_ILLEGAL_ADDRESS, damage});
  }
  if (error != CUDA_SUCCESS) {
    throw Fault{error, ""};
  }
}

Context& current() {
  if (of_thread == nullptr) {
    throw Fault{CUDA_ERROR_INVALID_CONTEXT, "this thread has no context"};
  }
  if (all().count(of_thread) == 0) {
    throw Fault{CUDA_ERROR_CONTEXT_IS_DESTROYED, "this thread's context is destroyed"};
  }
  if (of_thread->error != CUDA_SUCCESS) {
    throw Fault{of_thread->error, ""};
  }
  return *of_thread;
}

void set_current(Context* context) {
  if (context != nullptr && all().count(context) == 0) {
    throw Fault{CUDA_ERROR_INVALID_CONTEXT, "the context is not, or no longer, known"};
  }
  of_thread = context;
}

Context* get_current() { return of_thread; }

Context* create_context(CUdevice device) {
  auto owned = std::make_unique<Context>(device, order_of(device));
  Context* context = owned.get();
  all()[context] = std::move(owned);
  return context;
}

void destroy_context(Context* context) {
  if (all().count(context) == 0) {
    throw Fault{CUDA_ERROR_INVALID_CONTEXT, "the context is not, or no longer, known"};
  }
  for (auto& stream : context->streams) {
    abandon_capture(*stream);
  }
  drain(*context);
  all().erase(context);
}

}  // namespace emulator
