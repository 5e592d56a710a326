// Contexts, and what belongs to them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "fault.h"
#include "graph.h"
#include "grid.h"
#include "ptx.h"
#include "stream.h"

namespace emulator {

struct Function {
  const Kernel* kernel;
  Entry entry;
};

struct Module {
  Ptx ptx;
  std::map<std::string, Function> functions;
};

// Objects by their handles, so that a stale handle is refused.
template <typename T>
class Handles {
 public:
  T* add(T object) {
    auto owned = std::make_unique<T>(std::move(object));
    T* handle = owned.get();
    all_[handle] = std::move(owned);
    return handle;
  }

  T& get(T* handle) const {
    auto found = all_.find(handle);
    if (found == all_.end()) {
      throw Fault{CUDA_ERROR_INVALID_HANDLE, "the handle is not, or no longer, known"};
    }
    return *found->second;
  }

  void remove(T* handle) { all_.erase(handle); }

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  std::map<T*, std::unique_ptr<T>> all_;
};

struct Context {
  CUdevice device;
  Order order;
  // The first fault of a kernel; every later call repeats it.
  CUresult error = CUDA_SUCCESS;
  Stream legacy = {this, true};
  Handles<Stream> streams = {};
  Handles<Event> events = {};
  Handles<Module> modules = {};
  Handles<Graph> graphs = {};
  Handles<Executable> executables = {};

  Context(CUdevice device, Order order) : device(device), order(order) {}
  ~Context();
  Context(const Context&) = delete;

  Stream& stream(CUstream handle) { return handle == nullptr ? legacy : streams.get(handle); }

  // Remembers the fault, and says it.
  void fail(const Fault& fault);
  // Looks whether memory beside an allocation was written, then repeats the first fault, if any.
  void check();
};

// The context of this host thread; refuses if it has none, or if that one failed.
Context& current();

// Makes it the context of this host thread; null for none.
void set_current(Context* context);
Context* get_current();

Context* create_context(CUdevice device);
void destroy_context(Context* context);

}  // namespace emulator
