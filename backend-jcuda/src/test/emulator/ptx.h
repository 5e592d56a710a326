// What the driver must know of a module's text: its version and target, and each kernel's parameters and bounds.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace emulator {

struct Entry {
  std::vector<std::size_t> parameter_bytes;
  // 0 where the text sets no bound.
  unsigned max_threads = 0;
  std::size_t shared_bytes = 0;
};

struct Ptx {
  // As in ".version 7.5" and ".target sm_80": 75 and 80.
  int version = 0;
  int target = 0;
  std::map<std::string, Entry> entries;
};

Ptx parse_ptx(const std::string& text);

}  // namespace emulator
