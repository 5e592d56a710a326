#include "grid.h"

#include <pthread.h>

#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>

#include "emulated_cuda.h"
#include "fault.h"
#include "fibre.h"

uint3 threadIdx;
uint3 blockIdx;
dim3 blockDim;
dim3 gridDim;

namespace emulator {

namespace {

constexpr int LANES = 32;
// NaN, told by its payload from one that was computed.
constexpr std::uint32_t UNWRITTEN_SHARED = 0x7fc0beef;

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
};

std::string text(uint3 i) {
  return "(" + std::to_string(i.x) + ", " + std::to_string(i.y) + ", " + std::to_string(i.z) + ")";
}

std::string text(const Site& site) { return place(site.file, static_cast<unsigned>(site.line)); }

bool same(const Site& a, const Site& b) { return a.line == b.line && (a.file == b.file || std::strcmp(a.file, b.file) == 0); }

// The block that runs; there is one at a time.
class Block {
 public:
  void begin(const Launch& launch, Order& order);
  void run();

  void wait(State state, Site site);
  const std::uint64_t* exchange(std::uint64_t value, Site site);
  int lane() const { return current_ % LANES; }
  [[noreturn]] void fail(Fault fault);
  void abandon();
  const Fibre* running() const { return running_; }

 private:
  void start_threads();
  void resume(Fibre* fibre);
  std::vector<int> released();
  std::vector<int> released_by_barrier();
  std::string where(int thread) const;

  const Launch* launch_;
  Order* order_;
  std::vector<int> sequence_;
  std::size_t started_;
  std::vector<Thread> threads_;
  std::vector<Warp> warps_;
  int returned_;
  int current_;
  Fibre* running_ = nullptr;
  std::vector<std::unique_ptr<Fibre>> fibres_;
  std::vector<Fibre*> idle_;
  std::optional<Fault> fault_;
};

Block block;
// Which host thread runs the block.
pthread_t host;

void Block::begin(const Launch& launch, Order& order) {
  launch_ = &launch;
  order_ = &order;
  dim3 size = launch.block;
  threads_.clear();
  for (unsigned z = 0; z < size.z; z++) {
    for (unsigned y = 0; y < size.y; y++) {
      for (unsigned x = 0; x < size.x; x++) {
        threads_.push_back({{x, y, z}, State::RUNS, {}, nullptr, 0});
      }
    }
  }
  warps_.assign((threads_.size() + LANES - 1) / LANES, {});
  sequence_.resize(threads_.size());
  std::iota(sequence_.begin(), sequence_.end(), 0);
}

void Block::run() {
  if (launch_->shared > 0) {
    for (char* at = launch_->kernel->shared.begin; at + 4 <= launch_->kernel->shared.end; at += 4) {
      std::memcpy(at, &UNWRITTEN_SHARED, 4);
    }
  }
  order_->arrange(sequence_);
  started_ = 0;
  returned_ = 0;
  while (started_ < sequence_.size()) {
    if (idle_.empty()) {
      fibres_.push_back(std::make_unique<Fibre>([this] { start_threads(); }));
      idle_.push_back(fibres_.back().get());
    }
    Fibre* fibre = idle_.back();
    idle_.pop_back();
    resume(fibre);
  }
  while (returned_ < static_cast<int>(threads_.size())) {
    std::vector<int> ready = released();
    order_->arrange(ready);
    for (int thread : ready) {
      threads_[thread].state = State::RUNS;
    }
    for (int thread : ready) {
      current_ = thread;
      threadIdx = threads_[thread].index;
      resume(threads_[thread].fibre);
    }
  }
}

// On a fibre: runs threads until one waits; who is resumed then takes the rest to another fibre.
void Block::start_threads() {
  Fibre* self = running_;
  while (started_ < sequence_.size()) {
    current_ = sequence_[started_++];
    Thread& thread = threads_[current_];
    thread.state = State::RUNS;
    thread.fibre = self;
    threadIdx = thread.index;
    launch_->kernel->run(launch_->parameters.data());
    threads_[current_].state = State::RETURNED;
    returned_++;
  }
  idle_.push_back(self);
}

void Block::resume(Fibre* fibre) {
  running_ = fibre;
  fibre->resume();
  running_ = nullptr;
  if (fault_) {
    throw *std::exchange(fault_, std::nullopt);
  }
}

// After a fault: no thread goes on from where it stopped.
void Block::abandon() {
  idle_.clear();
  for (auto& fibre : fibres_) {
    fibre->restart();
    idle_.push_back(fibre.get());
  }
}

void Block::wait(State state, Site site) {
  Thread& thread = threads_[current_];
  thread.state = state;
  thread.site = site;
  thread.fibre->pause();
}

const std::uint64_t* Block::exchange(std::uint64_t value, Site site) {
  Warp& warp = warps_[current_ / LANES];
  std::uint64_t* table = warp.table[threads_[current_].exchanges++ % 2];
  table[lane()] = value;
  warp.waiting++;
  wait(State::IN_WARP, site);
  return table;
}

// The threads that need no longer wait: whole warps where all lanes arrived, else all, at the barrier.
std::vector<int> Block::released() {
  std::vector<int> ready;
  for (std::size_t w = 0; w < warps_.size(); w++) {
    if (warps_[w].waiting < LANES) {
      continue;
    }
    int first = static_cast<int>(w) * LANES;
    for (int thread = first; thread < first + LANES; thread++) {
      if (!same(threads_[thread].site, threads_[first].site)) {
        throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(first) + " and " + where(thread) + " exchange at different places"};
      }
      ready.push_back(thread);
    }
    warps_[w].waiting = 0;
  }
  return ready.empty() ? released_by_barrier() : ready;
}

std::vector<int> Block::released_by_barrier() {
  std::vector<int> ready;
  for (int thread = 0; thread < static_cast<int>(threads_.size()); thread++) {
    const Thread& each = threads_[thread];
    if (each.state == State::IN_WARP) {
      throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(thread) + " waits for lanes of its warp that never come"};
    }
    if (each.state == State::AT_BARRIER) {
      if (!ready.empty() && !same(threads_[ready[0]].site, each.site)) {
        throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(ready[0]) + " and " + where(thread) + " wait at different barriers"};
      }
      ready.push_back(thread);
    }
  }
  return ready;
}

std::string Block::where(int thread) const {
  return "thread " + text(threads_[thread].index) + " at " + text(threads_[thread].site);
}

void Block::fail(Fault fault) {
  fault.text = "thread " + text(threads_[current_].index) + ": " + fault.text;
  fault_ = std::move(fault);
  running_->pause();
  __builtin_unreachable();
}

}  // namespace

bool in_kernel() { return block.running() != nullptr && pthread_equal(host, pthread_self()); }

void fail(CUresult error, const std::string& text) { block.fail({error, text}); }

void wait_for_block(Site site) { block.wait(State::AT_BARRIER, site); }

const std::uint64_t* exchange(unsigned mask, std::uint64_t value, Site site) {
  if (mask != 0xffffffffu) {
    fail(CUDA_ERROR_LAUNCH_FAILED, "exchanges with a part of its warp at " + text(site));
  }
  return block.exchange(value, site);
}

int lane() { return block.lane(); }

void run(const Launch& launch, Order& order) {
  host = pthread_self();
  blockDim = launch.block;
  gridDim = launch.grid;
  block.begin(launch, order);
  std::vector<std::uint64_t> blocks(std::uint64_t{launch.grid.x} * launch.grid.y * launch.grid.z);
  std::iota(blocks.begin(), blocks.end(), std::uint64_t{0});
  order.arrange(blocks);
  for (std::uint64_t at : blocks) {
    blockIdx.x = static_cast<unsigned>(at % gridDim.x);
    blockIdx.y = static_cast<unsigned>(at / gridDim.x % gridDim.y);
    blockIdx.z = static_cast<unsigned>(at / gridDim.x / gridDim.y);
    try {
      block.run();
    } catch (Fault& fault) {
      block.abandon();
      fault.text = std::string("kernel ") + launch.kernel->name + ", block " + text(blockIdx) + ", " + fault.text;
      throw;
    }
  }
}

}  // namespace emulator
