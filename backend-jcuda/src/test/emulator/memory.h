// Memory of the device and pinned memory of the host: each allocation on pages of its own between two guard pages.
//
// What is freed is given back and its addresses fault until the whole region has been walked once. All is filled with
// NaN, and the bytes between an allocation and its guard pages with a pattern that is looked at again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace emulator {

enum class Kind { DEVICE, PINNED };

struct Allocation {
  std::uintptr_t start;
  std::size_t bytes;
  std::uintptr_t pages;
  std::size_t page_bytes;
  Kind kind;
  const void* owner;
};

class Memory {
 public:
  Memory();

  // Memory at a multiple of 256; null where there is no more.
  void* allocate(std::size_t bytes, Kind kind, const void* owner);

  // The allocation that begins there, or null.
  const Allocation* at(std::uintptr_t start, Kind kind) const;

  // The allocation that holds all these bytes, or null.
  const Allocation* holding(std::uintptr_t from, std::size_t bytes) const;

  void free(const Allocation& allocation);
  void free_all(const void* owner);

  // Says which allocation of the owner was written beside, or nothing.
  std::string damage(const void* owner) const;
  std::string damage(const Allocation& allocation) const;

  // How an address lies to the allocation next to it, to be put behind the address.
  std::string describe(std::uintptr_t address) const;

  std::size_t used(const void* owner) const;

 private:
  std::uintptr_t find_gap(std::size_t bytes);

  std::uintptr_t region_;
  std::uintptr_t next_;
  // By the address of the first page.
  std::map<std::uintptr_t, Allocation> live_;
  std::map<const void*, std::size_t> used_;
};

// All memory of the process.
Memory& memory();

}  // namespace emulator
