// What goes wrong while a kernel runs: the CUDA error that a device would report, and words that say where.
#pragma once

#include <cstdint>
#include <string>

#include "cuda_types.h"

namespace emulator {

struct Fault {
  CUresult error;
  std::string text;
};

// Catches the processor's faults (SIGSEGV, SIGBUS, SIGFPE) while a kernel runs on this host thread; all others go on to
// who was there before.
void catch_faults();

// Called on a fibre: ends the grid with a fault.
[[noreturn]] void fail(CUresult error, const std::string& text);

std::string hexadecimal(std::uintptr_t address);

// "gemm.cu:12"
std::string place(const char* path, unsigned line);

// True while a thread of a kernel runs on this very host thread.
bool in_kernel();

}  // namespace emulator
