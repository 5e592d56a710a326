#include "counts.h"

#include <fstream>
#include <map>

#include "driver.h"
#include "settings.h"

namespace emulator {

namespace {

// Left standing at exit, when other threads may still call the driver.
auto& counts = *new std::map<std::string, std::uint64_t>();

struct Report {
  std::string name = settings().counts;

  ~Report() {
    if (name.empty()) {
      return;
    }
    std::lock_guard<std::recursive_mutex> lock(driver_mutex());
    std::ofstream file(name);
    for (auto& [what, count] : counts) {
      file << what << '\t' << count << '\n';
    }
  }
} report;

}  // namespace

void count(const std::string& what, std::uint64_t by) { counts[what] += by; }

}  // namespace emulator
