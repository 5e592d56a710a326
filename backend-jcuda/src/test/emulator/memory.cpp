#include "memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <vector>

namespace emulator {

namespace {

constexpr std::size_t PAGE = 4096;
constexpr std::size_t ALIGNMENT = 256;
constexpr std::size_t REGION = std::size_t{64} << 30;
// How far before an allocation each check looks; freeing looks at no more.
constexpr std::size_t BEFORE = 256;

// NaNs, told by their payload from one another and from those that were computed.
constexpr std::uint32_t UNWRITTEN = 0x7fc0dead;
constexpr std::uint32_t BESIDE = 0x7fc0feed;

std::size_t rounded(std::size_t bytes, std::size_t to) { return (bytes + to - 1) / to * to; }

void fill(std::uintptr_t from, std::uintptr_t to, std::uint32_t pattern) {
  // The end of an allocation need not be a multiple of four.
  for (; from % 4 != 0 && from < to; from++) {
    *reinterpret_cast<unsigned char*>(from) = static_cast<unsigned char>(pattern >> from % 4 * 8);
  }
  std::fill(reinterpret_cast<std::uint32_t*>(from), reinterpret_cast<std::uint32_t*>(to / 4 * 4), pattern);
}

bool filled(std::uintptr_t from, std::uintptr_t to, std::uint32_t pattern) {
  for (; from % 4 != 0 && from < to; from++) {
    if (*reinterpret_cast<unsigned char*>(from) != static_cast<unsigned char>(pattern >> from % 4 * 8)) {
      return false;
    }
  }
  return std::all_of(reinterpret_cast<std::uint32_t*>(from), reinterpret_cast<std::uint32_t*>(to),
                     [&](std::uint32_t each) { return each == pattern; });
}

// Pages that fault; they share one mapping with their neighbours of the kind.
void* reserve(void* at, std::size_t bytes, int flags) {
  return mmap(at, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

}  // namespace

Memory::Memory() {
  void* region = reserve(nullptr, REGION, 0);
  if (region == MAP_FAILED) {
    std::abort();
  }
  region_ = reinterpret_cast<std::uintptr_t>(region);
  next_ = region_ + PAGE;
}

void* Memory::allocate(std::size_t bytes, Kind kind, const void* owner) {
  std::size_t page_bytes = rounded(bytes, PAGE);
  std::uintptr_t pages = page_bytes < REGION / 2 ? find_gap(page_bytes) : 0;
  if (pages == 0 || mprotect(reinterpret_cast<void*>(pages), page_bytes, PROT_READ | PROT_WRITE) != 0) {
    return nullptr;
  }
  std::uintptr_t end = pages + page_bytes;
  std::uintptr_t start = end - rounded(bytes, ALIGNMENT);
  fill(pages, start, BESIDE);
  fill(start, start + bytes, UNWRITTEN);
  fill(start + bytes, end, BESIDE);
  live_[pages] = {start, bytes, pages, page_bytes, kind, owner};
  used_[owner] += kind == Kind::DEVICE ? bytes : 0;
  next_ = end + PAGE;
  return reinterpret_cast<void*>(start);
}

// From where the last one ended on, once around the region; a guard page stays on either side.
std::uintptr_t Memory::find_gap(std::size_t bytes) {
  std::uintptr_t end = region_ + REGION - PAGE;
  for (int round = 0; round < 2; round++) {
    auto live = live_.lower_bound(next_);
    while (next_ + bytes <= end) {
      if (live == live_.end() || next_ + bytes + PAGE <= live->first) {
        return next_;
      }
      next_ = live->first + live->second.page_bytes + PAGE;
      ++live;
    }
    next_ = region_ + PAGE;
  }
  return 0;
}

const Allocation* Memory::holding(std::uintptr_t from, std::size_t bytes) const {
  auto after = live_.upper_bound(from);
  if (after == live_.begin()) {
    return nullptr;
  }
  const Allocation& found = std::prev(after)->second;
  bool inside = from >= found.start && from + bytes <= found.start + found.bytes && from + bytes >= from;
  return inside ? &found : nullptr;
}

const Allocation* Memory::at(std::uintptr_t start, Kind kind) const {
  const Allocation* found = holding(start, 0);
  return found != nullptr && found->start == start && found->kind == kind ? found : nullptr;
}

void Memory::free(const Allocation& allocation) {
  used_[allocation.owner] -= allocation.kind == Kind::DEVICE ? allocation.bytes : 0;
  reserve(reinterpret_cast<void*>(allocation.pages), allocation.page_bytes, MAP_FIXED);
  live_.erase(allocation.pages);
}

void Memory::free_all(const void* owner) {
  std::vector<Allocation> all;
  for (auto& [pages, allocation] : live_) {
    if (allocation.owner == owner) {
      all.push_back(allocation);
    }
  }
  for (const Allocation& allocation : all) {
    free(allocation);
  }
  used_.erase(owner);
}

std::string Memory::damage(const Allocation& allocation) const {
  std::uintptr_t end = allocation.start + allocation.bytes;
  std::uintptr_t before = std::max(allocation.pages, allocation.start - BEFORE);
  bool behind = !filled(end, allocation.pages + allocation.page_bytes, BESIDE);
  if (!behind && filled(before, allocation.start, BESIDE)) {
    return "";
  }
  return std::string("memory was written just ") + (behind ? "behind" : "before") + " an allocation of " +
         std::to_string(allocation.bytes) + " bytes";
}

std::string Memory::damage(const void* owner) const {
  for (auto& [pages, allocation] : live_) {
    if (allocation.owner == owner) {
      std::string found = damage(allocation);
      if (!found.empty()) {
        return found;
      }
    }
  }
  return "";
}

std::string Memory::describe(std::uintptr_t address) const {
  if (address < region_ || address >= region_ + REGION) {
    return ", which was never memory of the device";
  }
  auto after = live_.upper_bound(address);
  if (after != live_.begin()) {
    const Allocation& below = std::prev(after)->second;
    if (address < below.pages + below.page_bytes + PAGE) {
      return ", " + std::to_string(address - below.start) + " bytes into an allocation of " +
             std::to_string(below.bytes);
    }
  }
  if (after != live_.end() && address + PAGE >= after->first) {
    return ", " + std::to_string(after->second.start - address) + " bytes before an allocation of " +
           std::to_string(after->second.bytes);
  }
  return ", which is freed or was never allocated";
}

std::size_t Memory::used(const void* owner) const {
  auto found = used_.find(owner);
  return found == used_.end() ? 0 : found->second;
}

// Left standing at exit: others may still use it while the process ends.
Memory& memory() {
  static Memory* all = new Memory();
  return *all;
}

}  // namespace emulator
