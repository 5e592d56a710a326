#include "kernels.h"

#include <map>
#include <string>

namespace emulator {

namespace {

// Registrations run before main, in no known order.
std::map<std::string, Kernel>& all() {
  static std::map<std::string, Kernel> kernels;
  return kernels;
}

}  // namespace

void add_kernel(Kernel kernel) { all().emplace(kernel.name, kernel); }

const Kernel* find_kernel(const char* name) {
  auto found = all().find(name);
  return found == all().end() ? nullptr : &found->second;
}

}  // namespace emulator
