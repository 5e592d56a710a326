// What the environment can set for the whole process; everything else is chosen by the device (devices.cpp).
//
//   VAE4J_EMULATOR_SEED=7           repeats the orders that were drawn from this seed
//   VAE4J_EMULATOR_DRIVER=11080     the CUDA version that the driver says it supports (11.8), 12.6 by default
//   VAE4J_EMULATOR_INIT=803         the error with which cuInit fails
//   VAE4J_EMULATOR_DEVICES=0        how many of the devices there are
//   VAE4J_EMULATOR_MEMORY=1048576   the bytes of memory of each device, 8 GiB by default
//   VAE4J_EMULATOR_CAPTURE=refused  graphs are captured, but not made executable; =never: no capture begins
//   VAE4J_EMULATOR_COUNTS=file      where to write, at exit, what ran: launches, nodes, bytes copied
#pragma once

#include <cstdint>
#include <string>

namespace emulator {

struct Settings {
  std::uint64_t seed;
  int driver;
  int init;
  int devices;
  std::uint64_t memory;
  std::string capture;
  std::string counts;
};

const Settings& settings();

}  // namespace emulator
