#include "settings.h"

#include <cstdlib>
#include <random>

namespace emulator {

namespace {

std::string text(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  std::string value = text(name);
  return value.empty() ? otherwise : std::stoull(value);
}

}  // namespace

const Settings& settings() {
  // Left standing at exit, when the counts ask where to go.
  static const auto* all = new Settings{
      number("VAE4J_EMULATOR_SEED", std::random_device()()),
      static_cast<int>(number("VAE4J_EMULATOR_DRIVER", 12060)),
      static_cast<int>(number("VAE4J_EMULATOR_INIT", 0)),
      static_cast<int>(number("VAE4J_EMULATOR_DEVICES", 4)),
      number("VAE4J_EMULATOR_MEMORY", std::uint64_t{8} << 30),
      text("VAE4J_EMULATOR_CAPTURE"),
      text("VAE4J_EMULATOR_COUNTS"),
  };
  return *all;
}

}  // namespace emulator
