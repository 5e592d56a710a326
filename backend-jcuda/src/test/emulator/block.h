// One block of a launch: its threads, on fibres, and what they wait for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emulated_cuda.h"
#include "fault.h"
#include "fibre.h"
#include "grid.h"

namespace emulator {

constexpr int LANES = 32;

enum class State { RUNS, AT_BARRIER, IN_WARP, RETURNED };

struct Thread {
  uint3 index;
  State state;
  Site site;
  Fibre* fibre;
  // How often it exchanged; two tables take turns, so that a fast lane never overwrites what a slow one still reads.
  unsigned exchanges;
};

struct Warp {
  std::uint64_t table[2][LANES];
  int waiting;
  // Whether the barrier that its threads wait at has opened.
  bool free;
};

class Block {
 public:
  // Prepares for the blocks of a launch.
  void begin(const Launch& launch, Order& order);

  // Runs the threads of the block that blockIdx names; throws a Fault.
  void run();

  // Gives the threads up where they are, after a fault.
  void abandon();

  // Whether a thread of the block runs now, which is what calls the functions below.
  bool in_thread() const { return running_ != nullptr; }

  int lane() const { return current_ % LANES; }
  void wait(State state, Site site);
  const std::uint64_t* exchange(std::uint64_t value, Site site);
  [[noreturn]] void fail(Fault fault);

 private:
  void fill_shared() const;
  Fibre* start_threads();
  Fibre* next();
  Fibre* idle();
  void run_threads();
  void release();
  void find_able();
  void open_barrier();
  void let_go(int number);
  std::string where(int thread) const;

  const Launch* launch_;
  Order* order_;
  std::vector<Thread> threads_;
  std::vector<Warp> warps_;
  int returned_;
  // The threads in the order in which they begin, and how many did.
  std::vector<int> sequence_;
  std::size_t started_;
  // The warps that can go on.
  std::vector<int> able_;
  // The threads of the one that does, and how many of them went on.
  std::vector<int> ready_;
  std::size_t resumed_;
  int current_;
  Fibre* running_ = nullptr;
  std::vector<std::unique_ptr<Fibre>> fibres_;
  std::vector<Fibre*> idle_;
  std::optional<Fault> fault_;
};

// "(0, 1, 0)"
std::string text(uint3 index);
// "gemm.cu:12"
std::string text(const Site& site);

}  // namespace emulator
