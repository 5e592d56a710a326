// In which order things run that CUDA leaves open: as they stand, or drawn from a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace emulator {

class Order {
 public:
  static Order ascending() { return Order(false, 0); }
  static Order shuffled(std::uint64_t seed) { return Order(true, seed); }

  bool is_shuffled() const { return shuffled_; }

  // One of the numbers below count: the first, or any.
  std::size_t pick(std::size_t count) {
    return shuffled_ ? static_cast<std::size_t>((static_cast<unsigned __int128>(next()) * count) >> 64) : 0;
  }

  template <typename T>
  void arrange(std::vector<T>& items) {
    if (shuffled_) {
      for (std::size_t i = items.size(); i > 1; i--) {
        std::swap(items[i - 1], items[pick(i)]);
      }
    }
  }

 private:
  Order(bool shuffled, std::uint64_t seed) : shuffled_(shuffled), state_(seed) {}

  // SplitMix64: Steele, Lea and Flood 2014, figure 15.
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  bool shuffled_;
  std::uint64_t state_;
};

}  // namespace emulator
