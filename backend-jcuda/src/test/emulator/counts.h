// Counts what ran, to be written to a file at exit.
#pragma once

#include <cstdint>
#include <string>

namespace emulator {

// Adds to the count of that name: "launch gemm", "bytes to device".
void count(const std::string& what, std::uint64_t by = 1);

}  // namespace emulator
