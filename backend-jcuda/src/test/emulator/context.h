// Contexts, and what belongs to them.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

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

// Objects by their handles, so that a stale handle is refused, in the order in which they were made.
template <typename T>
class Handles {
 public:
  T* add(T object) {
    all_.push_back(std::make_unique<T>(std::move(object)));
    return all_.back().get();
  }

  T& get(const T* handle) const { return **find(handle); }

  void remove(const T* handle) { all_.erase(find(handle)); }

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  auto find(const T* handle) const {
    auto found = std::find_if(all_.begin(), all_.end(), [&](auto& each) { return each.get() == handle; });
    if (found == all_.end()) {
      throw Fault{CUDA_ERROR_INVALID_HANDLE, "the handle is not, or no longer, known"};
    }
    return found;
  }

  std::vector<std::unique_ptr<T>> all_;
};

struct Context {
  CUdevice device;
  Order order;
  // Whether work ran since memory was looked at.
  bool unchecked = false;
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

  // The function of that handle in a module that is loaded; refuses any other.
  const Function& function(const Function* handle) const;

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
