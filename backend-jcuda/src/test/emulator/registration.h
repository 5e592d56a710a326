// Included behind the text of a .cu file, before one EMULATED_KERNEL(name) for each of its kernels.
#pragma once

#include "kernels.h"

#define EMULATED_JOIN_OF(a, b) a##b
#define EMULATED_JOIN(a, b) EMULATED_JOIN_OF(a, b)
#define EMULATED_START EMULATED_JOIN(__start_emulated_shared_, EMULATED_UNIT)
#define EMULATED_STOP EMULATED_JOIN(__stop_emulated_shared_, EMULATED_UNIT)

// Set by the linker; null where the file has no shared arrays.
extern "C" __attribute__((weak, visibility("hidden"))) char EMULATED_START[];
extern "C" __attribute__((weak, visibility("hidden"))) char EMULATED_STOP[];

#define EMULATED_KERNEL(name)                                                                        \
  static emulator::Registration registration_of_##name({#name, emulator::Host<&name>::parameters(),  \
                                                        {EMULATED_START, EMULATED_STOP},             \
                                                        &emulator::Host<&name>::run});
