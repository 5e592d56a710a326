// The kernels that were compiled for the host, by name.
#pragma once

#include <cstddef>
#include <cstring>
#include <tuple>
#include <utility>
#include <vector>

namespace emulator {

// The bytes of the shared arrays of a file.
struct SharedArrays {
  char* begin;
  char* end;
};

struct Parameter {
  std::size_t bytes;
  std::size_t offset;
};

struct Kernel {
  const char* name;
  std::vector<Parameter> parameters;
  SharedArrays shared;
  // Runs one thread with the parameters, packed as a C struct would be.
  void (*run)(const char* packed);
};

void add_kernel(Kernel kernel);

// The kernel of that name, or null.
const Kernel* find_kernel(const char* name);

template <auto function>
struct Host;

template <typename... P, void (*function)(P...)>
struct Host<function> {
  static std::vector<Parameter> parameters() {
    std::vector<Parameter> all;
    std::size_t end = 0;
    (add<P>(all, end), ...);
    return all;
  }

  static void run(const char* packed) { run(packed, std::index_sequence_for<P...>{}); }

 private:
  template <typename T>
  static void add(std::vector<Parameter>& all, std::size_t& end) {
    all.push_back({sizeof(T), aligned<T>(end)});
    end = aligned<T>(end) + sizeof(T);
  }

  template <typename T>
  static constexpr std::size_t aligned(std::size_t at) {
    return (at + alignof(T) - 1) / alignof(T) * alignof(T);
  }

  template <std::size_t... I>
  static void run(const char* packed, std::index_sequence<I...>) {
    function(read<P>(packed, OFFSETS[I])...);
  }

  template <typename T>
  static T read(const char* packed, std::size_t offset) {
    T value;
    std::memcpy(&value, packed + offset, sizeof(T));
    return value;
  }

  struct Offsets {
    std::size_t at[sizeof...(P) + 1] = {};
    constexpr Offsets() {
      std::size_t end = 0;
      std::size_t i = 0;
      ((at[i++] = aligned<P>(end), end = aligned<P>(end) + sizeof(P)), ...);
    }
    constexpr std::size_t operator[](std::size_t i) const { return at[i]; }
  };
  static constexpr Offsets OFFSETS{};
};

struct Registration {
  explicit Registration(Kernel kernel) { add_kernel(std::move(kernel)); }
};

}  // namespace emulator
