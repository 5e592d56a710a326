#include "fibre.h"

#include <sys/mman.h>

#include <cstdlib>

namespace {

// Frames of a kernel, and that of the handler of its faults.
constexpr std::size_t STACK_BYTES = 128 * 1024;
constexpr std::size_t GUARD_BYTES = 4096;

// Stacks that began at one place in their pages would all share a few lines of the processor's cache.
constexpr std::size_t STAGGER = 7 * 64;
constexpr std::size_t STAGGERED = 64;

emulator::Fibre* entered;
void* host;
std::size_t made;

}  // namespace

// Saves the registers that a call keeps, leaves the stack at *save and goes on with the one that was left at load.
extern "C" __attribute__((visibility("hidden"))) void emulator_switch(void** save, void* load);
asm(R"(
.text
.hidden emulator_switch
.type emulator_switch, @function
emulator_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size emulator_switch, .-emulator_switch
)");

namespace emulator {

Fibre::Fibre(std::function<Fibre*()> body) : body_(std::move(body)) {
  void* memory = mmap(nullptr, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, GUARD_BYTES, PROT_NONE) != 0) {
    std::abort();
  }
  stack_ = static_cast<char*>(memory);
  top_ = stack_ + STACK_BYTES - made++ % STAGGERED * STAGGER;
  restart();
}

Fibre::~Fibre() { munmap(stack_, STACK_BYTES); }

void Fibre::restart() {
  // What emulator_switch expects: six registers, and where to return to, at a multiple of 16 as the ABI asks.
  void** top = reinterpret_cast<void**>(top_);
  top[-2] = reinterpret_cast<void*>(&Fibre::begin);
  here_ = top - 8;
}

void Fibre::begin() {
  Fibre* self = entered;
  for (;;) {
    self->leave(self->body_());
  }
}

void Fibre::enter() {
  entered = this;
  emulator_switch(&host, here_);
}

void Fibre::leave(Fibre* next) {
  entered = next;
  emulator_switch(&here_, next == nullptr ? host : next->here_);
}

}  // namespace emulator
