#include "fault.h"

#include <signal.h>
#include <ucontext.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>

#include "memory.h"

namespace emulator {

namespace {

std::map<int, struct sigaction> previous;

// Filled by the handler for what runs behind it.
struct Trap {
  CUresult error;
  const char* what;
  std::uintptr_t address;
} trap;

// Runs on the fibre as if the faulty instruction had called it.
void end_grid() {
  fail(trap.error, trap.what + hexadecimal(trap.address) + memory().describe(trap.address));
}

void describe(int signal, const siginfo_t* info) {
  trap = {CUDA_ERROR_ILLEGAL_ADDRESS, "access to ", reinterpret_cast<std::uintptr_t>(info->si_addr)};
  if (signal == SIGFPE) {
    trap = {CUDA_ERROR_LAUNCH_FAILED, "division by zero at instruction ", trap.address};
  } else if (info->si_code == SI_KERNEL) {
    // A vector instruction that wants alignment, or an address that is none; the processor does not say which.
    trap = {CUDA_ERROR_MISALIGNED_ADDRESS, "misaligned access near ", 0};
  }
}

void handle(int signal, siginfo_t* info, void* context) {
  if (in_kernel()) {
    describe(signal, info);
    auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    // Below the red zone, aligned as behind a call.
    registers[REG_RSP] = ((registers[REG_RSP] - 256) & ~greg_t{15}) - 8;
    registers[REG_RIP] = reinterpret_cast<greg_t>(&end_grid);
    return;
  }
  const struct sigaction& other = previous[signal];
  if (other.sa_flags & SA_SIGINFO) {
    other.sa_sigaction(signal, info, context);
  } else if (other.sa_handler == SIG_DFL) {
    // Returning repeats the instruction, this time without us.
    sigaction(signal, &other, nullptr);
  } else if (other.sa_handler != SIG_IGN) {
    other.sa_handler(signal);
  }
}

void catch_fault(int signal) {
  struct sigaction ours;
  sigaction(signal, nullptr, &previous[signal]);
  ours.sa_sigaction = handle;
  ours.sa_mask = previous[signal].sa_mask;
  ours.sa_flags = previous[signal].sa_flags | SA_SIGINFO;
  sigaction(signal, &ours, nullptr);
}

}  // namespace

std::string hexadecimal(std::uintptr_t address) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(address));
  return text;
}

std::string place(const char* path, unsigned line) {
  const char* slash = std::strrchr(path, '/');
  return std::string(slash == nullptr ? path : slash + 1) + ":" + std::to_string(line);
}

void catch_faults() {
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE}) {
    catch_fault(signal);
  }
}

}  // namespace emulator

// What -fsanitize=alignment,bounds calls in a kernel, with a description that begins with the place in the source.
namespace {

struct Place {
  const char* file;
  std::uint32_t line;
  std::uint32_t column;
};

std::string text(const Place* at) { return emulator::place(at->file, at->line); }

}  // namespace

extern "C" void __ubsan_handle_type_mismatch_v1_abort(const Place* at, std::uintptr_t address) {
  emulator::fail(CUDA_ERROR_MISALIGNED_ADDRESS,
                 "misaligned access to " + emulator::hexadecimal(address) + " at " + text(at));
}

extern "C" void __ubsan_handle_out_of_bounds_abort(const Place* at, std::uintptr_t index) {
  emulator::fail(CUDA_ERROR_ILLEGAL_ADDRESS, "index " + std::to_string(static_cast<std::intptr_t>(index)) +
                                                 " lies outside of the array at " + text(at));
}
