#include "counts.h"

#include <fstream>
#include <map>

#include "settings.h"

namespace emulator {

namespace {

struct Counts {
  std::map<std::string, std::uint64_t> all;

  ~Counts() {
    if (!settings().counts.empty()) {
      std::ofstream file(settings().counts);
      for (auto& [what, count] : all) {
        file << what << '\t' << count << '\n';
      }
    }
  }
} counts;

}  // namespace

void count(const std::string& what, std::uint64_t by) { counts.all[what] += by; }

}  // namespace emulator
